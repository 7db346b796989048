// Scoring practice: the reader's scores beside the reference, and how often they agree.
// Nothing is kept or sent.

/** How a set of scores compares with the reference: same, one apart, further. */
export function agreement(pairs) {
  const apart = pairs.map(([mine, reference]) => Math.abs(mine - reference));
  return {
    total: pairs.length,
    same: apart.filter((distance) => distance === 0).length,
    near: apart.filter((distance) => distance === 1).length,
    kinder: pairs.filter(([mine, reference]) => mine > reference).length,
    stricter: pairs.filter(([mine, reference]) => mine < reference).length,
  };
}

/** Wire the answers of the calibration page; on other pages nothing happens. */
export function calibrate(root) {
  const attempts = [...root.querySelectorAll(".attempt")];
  const result = root.querySelector("[data-calibration-result]");
  if (!attempts.length || !result) return;
  for (const attempt of attempts) {
    const [fields, reference] = [attempt.querySelector("fieldset"), attempt.querySelector(".reference")];
    fields.hidden = false;
    reference.hidden = true;
    fields.addEventListener("change", () => {
      reference.hidden = false;
      reference.open = true;
      result.hidden = false;
      result.textContent = sentence(agreement(scored(attempts)));
    });
  }
}

function scored(attempts) {
  return attempts
    .map((attempt) => [attempt.querySelector("input:checked"), attempt.dataset.reference])
    .filter(([input]) => input)
    .map(([input, reference]) => [Number(input.value), Number(reference)]);
}

function sentence({ total, same, near, kinder, stricter }) {
  const lean =
    kinder === stricter ? "" : kinder > stricter ? " You lean to the kind side." : " You lean to the strict side.";
  return `${total} scored: ${same} the same as the reference, ${near} one apart.${lean}`;
}
