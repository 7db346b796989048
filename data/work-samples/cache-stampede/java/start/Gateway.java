/** The other company's service in front of the turnstiles. */
public interface Gateway {

    /**
     * Asks how many people are in a pool. May take seconds.
     *
     * @throws GatewayException above 60 questions a minute, or when the service does not answer
     */
    int count(String pool);

    /** Corrects the count, for example after a school class came through the side door. */
    void setCount(String pool, int people);
}
