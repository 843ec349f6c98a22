/* SPDX-License-Identifier: Apache-2.0 */
#include "print_build.h"

#include <fontconfig/fontconfig.h>
#include <stdio.h>

/* A font with both of these has what common names need. */
static const FcChar32 letters[] = { 0x8bc1, 0x7167 }; /* 证照 */

/* The family of some font that covers Chinese; NULL where there is none.  The caller frees it. */
static FcChar8 *find_family(void)
{
    FcCharSet *wanted = FcCharSetCreate();
    FcPattern *pattern = FcPatternCreate();
    FcObjectSet *objects = FcObjectSetBuild(FC_FAMILY, (char *)NULL);
    FcChar8 *family = NULL;

    for (size_t i = 0; i < sizeof letters / sizeof letters[0]; i++) {
        (void)FcCharSetAddChar(wanted, letters[i]);
    }
    (void)FcPatternAddCharSet(pattern, FC_CHARSET, wanted);
    FcFontSet *fonts = FcFontList(NULL, pattern, objects);
    if (fonts && fonts->nfont > 0 &&
        FcPatternGetString(fonts->fonts[0], FC_FAMILY, 0, &family) == FcResultMatch) {
        family = FcStrCopy(family);
    }

    if (fonts) {
        FcFontSetDestroy(fonts);
    }
    FcObjectSetDestroy(objects);
    FcPatternDestroy(pattern);
    FcCharSetDestroy(wanted);
    return family;
}

void doctor_look_at_print(const struct session *session, struct doctor_finding *out)
{
    FcChar8 *family = find_family();

    if (family) {
        (void)snprintf(
            out->detail,
            sizeof out->detail,
            SAY(session, "prints Chinese in %.200s", "可用字体 %.200s 打印中文"),
            (const char *)family);
    } else {
        out->result = DOCTOR_WARN;
        out->hint = SAY(
            session, "'apt install fonts-wqy-microhei'", "请运行 'apt install fonts-wqy-microhei'");
        (void)snprintf(
            out->detail,
            sizeof out->detail,
            "%s",
            SAY(session,
                "no font has Chinese characters: printed pages show code points",
                "没有中文字体：打印的页面只会显示字符编码"));
    }

    FcStrFree(family);
}
