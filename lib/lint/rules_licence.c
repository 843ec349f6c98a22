/* SPDX-License-Identifier: Apache-2.0 */
#include "lint/rules.h"

const struct wallet_lint_rule wlt_lint_licence[WLT_LINT_LICENCE_COUNT] = {
    [WLT_LINT_LICENCE_MALFORMED] = { "licence-malformed",
                                     WALLET_LINT_FAULT,
                                     "wallet profile of licences",
                                     { "It is not built as a licence; see the detail.",
                                       "结构不是证照；详见说明。" } },
    [WLT_LINT_LICENCE_ALGORITHM] = { "licence-algorithm",
                                     WALLET_LINT_FAULT,
                                     "wallet profile of licences",
                                     { "Its algorithm is none that licences are signed by; use "
                                       "Ed25519, ESP256, ESP384 or SM2.",
                                       "签名算法不用于证照；请用 Ed25519、ESP256、ESP384 或 "
                                       "SM2。" } },
    [WLT_LINT_LICENCE_ALGORITHM_OPEN] = { "licence-algorithm-open",
                                          WALLET_LINT_ADVICE,
                                          "RFC 9864 section 2",
                                          { "The number of its algorithm leaves the curve open and "
                                            "is deprecated; write the fully specified one.",
                                            "算法编号未指明曲线，已不推荐；请用完整指定的编号"
                                            "。" } },
    [WLT_LINT_LICENCE_SIGNATURE_SIZE] = { "licence-signature-size",
                                          WALLET_LINT_FAULT,
                                          "RFC 9053 section 2",
                                          { "Its signature is not as long as those of its "
                                            "algorithm; write r and s at fixed width, not in DER.",
                                            "签名长度与算法不符；请以定长 r 与 s 书写，勿用 "
                                            "DER。" } },
    [WLT_LINT_LICENCE_ISSUER] = { "licence-issuer",
                                  WALLET_LINT_DEVIATION,
                                  "wallet profile of licences",
                                  { "iss is no unified social credit code; put that of the agency "
                                    "there.",
                                    "iss 不是统一社会信用代码；请填入发证机关的代码。" } },
    [WLT_LINT_LICENCE_TYPE] = { "licence-type",
                                WALLET_LINT_DEVIATION,
                                "wallet profile of licences",
                                { "vct is none of the catalogue, so verifiers cannot check its "
                                  "fields; publish the type, or correct the code.",
                                  "vct "
                                  "不在目录中，核验方无法核对字段；请发布该类型，或更正代码。" } },
    [WLT_LINT_LICENCE_SERIAL] = { "licence-serial",
                                  WALLET_LINT_FAULT,
                                  "GB/T 36904",
                                  { "Serial and version (cti) make no licence identifier; write "
                                    "the serial, a dot and three digits.",
                                    "流水号与版本（cti）不构成证照标识；请写流水号、点号与三位版本"
                                    "。" } },
    [WLT_LINT_LICENCE_PERIOD] = { "licence-period",
                                  WALLET_LINT_FAULT,
                                  "wallet profile of licences",
                                  { "It ends before it begins or was issued, so it never holds; "
                                    "correct the times.",
                                    "有效期止早于有效期起或签发时间，始终无效；请更正。" } },
    [WLT_LINT_LICENCE_STATUS] = { "licence-status",
                                  WALLET_LINT_DEVIATION,
                                  "draft-ietf-oauth-status-list section 6",
                                  { "Its status names no list that verifiers can look at; write "
                                    "status_list with idx and uri.",
                                    "status 未指明核验方可查的列表；请写含 idx 与 uri 的 "
                                    "status_list。" } },
    [WLT_LINT_LICENCE_STATUS_MISSING] = { "licence-status-missing",
                                          WALLET_LINT_ADVICE,
                                          "wallet profile of licences",
                                          { "It holds for over a year and has no status, so it "
                                            "cannot be revoked; issue it with --status.",
                                            "有效期超过一年而没有状态，无法吊销；请用 --status "
                                            "签发。" } },
    [WLT_LINT_LICENCE_LONG_TERM] = { "licence-long-term",
                                     WALLET_LINT_DEVIATION,
                                     "wallet profile of licences",
                                     { "It never ends and has no status, so nothing ever takes it "
                                       "back; give it one of the two.",
                                       "长期有效而没有状态，无法收回；二者至少其一。" } },
    [WLT_LINT_LICENCE_DISCLOSURE] = { "licence-disclosure",
                                      WALLET_LINT_FAULT,
                                      "draft-ietf-spice-sd-cwt section 8",
                                      { "What it discloses is not what was signed, or it hides "
                                        "what must be shown; see the detail.",
                                        "披露内容与签名不符，或隐藏了必须出示的内容；详见说明"
                                        "。" } },
    [WLT_LINT_LICENCE_FIELD] = { "licence-field",
                                 WALLET_LINT_FAULT,
                                 "wallet profile of licences",
                                 { "A field has a value that its type does not allow; correct it "
                                   "in the register.",
                                   "字段值不被类型允许；请在登记系统中更正。" } },
    [WLT_LINT_LICENCE_FIELD_DOUBTFUL] = { "licence-field-doubtful",
                                          WALLET_LINT_ADVICE,
                                          "wallet profile of licences",
                                          { "A field is doubtful, and clerks will be told so; look "
                                            "at it before printing.",
                                            "字段值可疑，窗口会有提示；请在制证前核对。" } },
    [WLT_LINT_LICENCE_FIELD_UNKNOWN] = { "licence-field-unknown",
                                         WALLET_LINT_DEVIATION,
                                         "wallet profile of licences",
                                         { "The type has no field of this number, and nobody will "
                                           "show it; leave it out, or publish a new type.",
                                           "类型没有此编号的字段，不会显示；请去掉，或发布新类型"
                                           "。" } },
    [WLT_LINT_LICENCE_FIELDS] = { "licence-fields",
                                  WALLET_LINT_FAULT,
                                  "wallet profile of licences",
                                  { "The fields as a whole are not those of the type; see the "
                                    "detail.",
                                    "字段整体与类型不符；详见说明。" } },
    [WLT_LINT_LICENCE_PORTRAIT] = { "licence-portrait-large",
                                    WALLET_LINT_ADVICE,
                                    "wallet profile of licences",
                                    { "Its portrait takes over 1,024 bytes, which a code on paper "
                                      "hardly holds; make it smaller.",
                                      "照片超过 1024 字节，纸上的码难以容纳；请缩小。" } },
    [WLT_LINT_LICENCE_CODE_LARGE] = { "licence-code-large",
                                      WALLET_LINT_ADVICE,
                                      "ISO/IEC 18004",
                                      { "Its code needs a symbol beyond version 25 at the level of "
                                        "laminated cards (Q), and on paper is read badly; shorten "
                                        "it.",
                                        "二维码按覆膜卡的纠错等级（Q）超过 25 "
                                        "版，印在纸上也不易识读；请精简内容。" } },
    [WLT_LINT_LICENCE_CODE_TOO_LARGE] = { "licence-code-too-large",
                                          WALLET_LINT_DEVIATION,
                                          "ISO/IEC 18004",
                                          { "It needs a symbol beyond version 25 and has to be "
                                            "printed as several codes; shorten it.",
                                            "二维码超过 25 版，须分印为多个码；请精简内容。" } },
};
