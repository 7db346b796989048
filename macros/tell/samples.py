"""Where the code of a work sample is downloaded, in each language that it is written in."""

from macros.address.patterns import address_of
from macros.model.interview import CodeLanguage, WorkSample


def archive_of(sample: WorkSample, language: CodeLanguage) -> str:
    """The address of what a candidate gets in one language.

    The first language keeps the address that a sample had when it was the only one.
    """
    if language == sample.language:
        return address_of("work_sample_file", sample, sample)
    return address_of("work_sample_twin", sample, language, sample)
