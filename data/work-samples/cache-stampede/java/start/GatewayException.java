/** The gateway did not give a count. */
public class GatewayException extends RuntimeException {

    public GatewayException(String message) {
        super(message);
    }
}
