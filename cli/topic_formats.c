/* SPDX-License-Identifier: Apache-2.0 */
#include "topic_formats.h"

#include <wallet/verify.h>

#include "text.h"

#include <stdio.h>
#include <string.h>

enum {
    FORMAT_COUNT = 5,
    CHECK_COLUMNS = 12,
};

static const char *const formats[FORMAT_COUNT] = { "cwt", "sd-cwt", "mdoc", "hc1", "claim-169" };

/** Of a check: for which formats it is made (`*`), made if the licence gives cause (`+`), or not (`-`). */
static const struct {
    const char *made; /* a character a format */
    const char *what[2];
} rows[WALLET_CHECK_COUNT] = {
    [WALLET_CHECK_FORM] = { "*****",
                            { "COSE, CBOR and limits; ours in deterministic CBOR",
                              "COSE、CBOR 结构和限额；本系统证照须为确定性编码" } },
    [WALLET_CHECK_ALGORITHM] = { "*****",
                                 { "allowed, in the protected header (hc1: either), and of the key",
                                   "算法允许，位于受保护头（hc1 可在未受保护头），与密钥相符" } },
    [WALLET_CHECK_ISSUER] = { "*****",
                              { "known: by key identifier, or by the certificates that came along "
                                "(mdoc: always these)",
                                "颁发者可信：按密钥标识，或按随附证书（mdoc 一律按随附证书）" } },
    [WALLET_CHECK_SIGNATURE] = { "*****",
                                 { "the issuer's, over the bytes as received",
                                   "颁发者对所收字节的签名" } },
    [WALLET_CHECK_AUTHORITY] = { "*****",
                                 { "ours: type, division and time in the trust list; mdoc: the "
                                   "type "
                                   "shown is the one signed; others: what the certificate is for",
                                   "本系统：信任名单中的类型、区划和时间；mdoc：出示的类型即所签类"
                                   "型；"
                                   "其他：证书用途" } },
    [WALLET_CHECK_VALIDITY] = { "*****",
                                { "the licence's period; mdoc: signed while the certificate held, "
                                  "and "
                                  "its own expiry date",
                                  "证照有效期；mdoc 另查签署时证书有效及其自身到期日" } },
    [WALLET_CHECK_DISCLOSURES] = { "-**--",
                                   { "each part that is shown has its digest among the signed "
                                     "ones, "
                                     "none twice",
                                     "所出示的每一部分均有已签摘要，且无重复" } },
    [WALLET_CHECK_FIELDS] = { "+++**",
                              { "ours: against the type; mdoc: issuing country and certificate "
                                "agree; "
                                "hc1, claim-169: the forms of their schema",
                                "本系统：与类型相符；mdoc：签发国与证书一致；hc1、claim-"
                                "169：符合其规范" } },
    [WALLET_CHECK_HOLDER] = { "-+*--",
                              { "the holder's key; sd-cwt: audience, freshness, nonce; mdoc: the "
                                "session's transcript (--transcript)",
                                "持证人密钥；sd-cwt：对象、时效、随机数；mdoc：会话记录（--"
                                "transcript）" } },
    [WALLET_CHECK_REPLAY] = { "-+---",
                              { "not shown before; an mdoc's session is the reader's own",
                                "未曾出示过；mdoc 的会话由核验方自己发起" } },
    [WALLET_CHECK_STATUS] = { "+++++",
                              { "neither revoked nor suspended, where the licence has a status",
                                "设有状态的证照未被撤销或中止" } },
    [WALLET_CHECK_COMPLETENESS] = { "-+*--",
                                    { "what a request asks for is there; mdoc: and that anything "
                                      "is",
                                      "请求所需均已出示；mdoc 另须有所出示" } },
};

static void print_head(const struct session *session)
{
    text_print_label(stdout, text_of(SAY(session, "check", "核验项")), 0, CHECK_COLUMNS);
    for (size_t i = 0; i < FORMAT_COUNT; i++) {
        printf("%s%s", i > 0 ? "  " : "", formats[i]);
    }
    putchar('\n');
}

static void print_row(enum wallet_check check)
{
    text_print_label(stdout, text_of(wallet_check_name(check)), 0, CHECK_COLUMNS);
    for (size_t i = 0; i < FORMAT_COUNT; i++) {
        const int before = i > 0 ? (int)strlen(formats[i - 1]) + 2 : 1;
        printf("%*c", before, rows[check].made[i]);
    }
    putchar('\n');
}

void topic_formats_print(const struct session *session)
{
    print_head(session);
    for (int i = 0; i < WALLET_CHECK_COUNT; i++) {
        print_row((enum wallet_check)i);
    }

    puts(
        SAY(session,
            "\n* is checked, + where the licence gives cause, - not applicable\n",
            "\n* 核验；+ 证照涉及时核验；- 不适用\n"));
    for (int i = 0; i < WALLET_CHECK_COUNT; i++) {
        text_print_label(
            stdout, text_of(wallet_check_name((enum wallet_check)i)), 0, CHECK_COLUMNS);
        puts(SAY(session, rows[i].what[0], rows[i].what[1]));
    }
}
