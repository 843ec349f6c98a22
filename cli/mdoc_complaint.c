/* SPDX-License-Identifier: Apache-2.0 */
#include "mdoc_complaint.h"

#include "output.h"

enum exit_code mdoc_complain_missing(
    const struct session *session, const char *needed, const char *advice)
{
    complain(session, SAY(session, "an option is missing", "缺少选项"));
    why(session, "%s", needed);
    hint(session, "%s", advice);
    return EXIT_CODE_USAGE;
}

void mdoc_hint_transcript(const struct session *session)
{
    hint(
        session,
        SAY(session,
            "--transcript takes the SessionTranscript of the session: CBOR, or hex or Base64 of it",
            "--transcript 须为该会话的 SessionTranscript：CBOR，或其十六进制、Base64 文本"));
}
