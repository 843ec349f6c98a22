/* SPDX-License-Identifier: Apache-2.0 */
#include <wallet/reason.h>

#include "help.h"
#include "place.h"
#include "text.h"
#include "topic_formats.h"

#include <stdio.h>
#include <string.h>

const char *const help_topics[] = { "environment", "exit-codes", "files", "formats",
                                    "json",        "reasons",    NULL };

static const char exit_codes[] =
    "0    accepted, or done\n"
    "1    refused: checked, and not to be accepted\n"
    "2    the command line makes no sense\n"
    "3    cannot tell: issuer unknown, clock wrong, something could not be determined\n"
    "4    no code found in the input\n"
    "5    a file could not be read or written, or does not hold what it should\n"
    "6    a key cannot be used\n"
    "130  interrupted\n"
    "\n"
    "With several inputs the gravest counts: 1 before 3, 3 before 6, 5 and 4.\n";

static const char exit_codes_zh[] = "0    通过，或已完成\n"
                                    "1    不通过：已核验，不应接受\n"
                                    "2    命令行有误\n"
                                    "3    无法判断：颁发机构未知、时钟有误，或有事项无法确定\n"
                                    "4    输入中没有找到码\n"
                                    "5    文件无法读写，或内容不符\n"
                                    "6    密钥不可用\n"
                                    "130  被中断\n"
                                    "\n"
                                    "有多个输入时取最严重者：先 1，再 3，然后 6、5、4。\n";

/* In two, for compilers need not take a text of more than 4095 characters. */
static const char json[] =
    "With --json standard output has one object a line; \"v\" is 1.  Names and reasons are\n"
    "never translated, messages of errors are; times are UTC, what a terminal would obey is\n"
    "escaped.\n"
    "\n"
    "verify, scan --trust: one object for each code\n"
    "  v, input, verdict (accepted, refused, unknown), reason (null if accepted), format,\n"
    "  type, issuer, bound, status_age (seconds, or null), checks [{check, result,\n"
    "  reason}], claims, findings [{field, finding}], at\n"
    "  result is passed, failed, unknown or not-applicable; claims are absent unless\n"
    "  signature and authority held, findings unless there are some.  Claims of our\n"
    "  licences: iss, sub, iat, nbf, exp, identifier, fields.  Others: CWT claims by name,\n"
    "  other keys as decimal strings, bytes in base64url.  Of a mobile document one object\n"
    "  each, type is its docType, claims {namespace: {element: value}}, and where there are any\n"
    "  device_claims, the same by the device, deviations [{certificate, name, grave}]\n"
    "  then, for several licences in one code or with --request, one object for the whole:\n"
    "  v, input, licences (how many), verdict, reason, missing [{type, field, member, required}]\n"
    "after input, where it applies: line of a text, code {index, of} of several in a picture,\n"
    "  parts (how many codes a licence was put together from)\n"
    "what could not be done: v, input (if it was one), error {exit, message, why, hint}\n"
    "  of a code that is cut off also characters {read, of (null if it cannot be told)}\n"
    "scan:       v, input, kind, text, part {index, of, id} of several codes\n"
    "inspect:    v, input, verified (false), text, frame, headers, claims, signature; of a\n"
    "  counter's request also request: what ask prints, but for the last four; so grant, copy\n"
    "  of mobile documents: v, input, verified, text, frame, mdoc (what it is), content\n"
    "ask:        v, counter, verified (false), nonce, issued, until, matter {system, category,\n"
    "  name, code, cause}, items [{type, code, fields, required}], relation, reply, bytes,\n"
    "  qr_version, output, text\n"
    "present:    v, to, licences [{id, type, fields}], bytes, qr_version, output\n"
    "answer:     the same, left_out (how many fields), posted (the address, or null)\n"
    "vault init: v, vault, kid, output\n"
    "vault check: v, vault, generation, kids, licences, events, passes, memory_kib\n"
    "vault export: v, output, keys, licences, events\n"
    "vault import: v, input, added {keys, licences, events}, lost {..}\n"
    "list:       v, id, type, title_zh, title_en, identifier, issuer, issuer_zh, issuer_en,\n"
    "  until, bound, kid, label, origin, added; add: the same, and input; show: the same, and\n"
    "  reason (null if in order), fields, hidden\n"
    "remove:     v, id, removed\n"
    "log:        v, at, act, to, to_name, matter, note, licences [{id, type, fields}]\n"
    "issue:      v, identifier, type, issuer, issued, bytes, qr_version, output, text;\n"
    "  of several codes also codes [text], outputs [file]; output is null where these are\n"
    "  several\n"
    "certificate check: v, input, accepted, path (holds, broken, unknown), story, roles,\n"
    "  certificates [{name, organisation, algorithm, authority, from, until, deviations\n"
    "  [{name, grave}]}], at\n";

static const char json_more[] =
    "key:        v, kid, algorithm, private, issuer, name_zh, name_en, types\n"
    "trust list: v, issuer, version, issued, until, entries; then one object an entry\n"
    "trust show: v, id, name_zh, name_en, roles, kid, key, chain, types, region, from, until,\n"
    "  state, since\n"
    "revoke, suspend, restore: v, identifier, state, changed, note\n"
    "status publish: v, version, shards, licences, issued, output\n"
    "status show: v, uri, version, shards, valid, suspended, revoked; then v, identifier,\n"
    "  state, changed, note, uri, index; of a folder: v, issuer, version, issued, age,\n"
    "  shards, verified\n"
    "status import: v, issuer, version, issued, age\n"
    "mdoc request: v, doc_type, elements [{element, retain}], signed, reader, bytes, output\n"
    "mdoc present: v, requests [{doc_type, reader, authority, result, reason, elements}],\n"
    "  documents [{input, doc_type, elements [name]}], proof (signature or mac), bytes, output\n"
    "matter:     v, matter, code, title_.., department_.., department_code, basis, days, "
    "paperless,\n"
    "  relation, digest; show and check also: parties, materials [{name, form, necessity, source,\n"
    "  party, licences [{type, fields}], ...}], form [{name, kind, required, from, ...}], rules\n"
    "case show:  v, number, matter, code, state, label, channel, opened, parties, licences,\n"
    "  materials, rules, form, lacks, ready, reusable; fill: number, form; notice: lacks\n"
    "case add: one object a licence that was taken: v, number, type, identifier, party, way,\n"
    "  unchecked; case list: one a case: v, number, code, state, opened, changed, clerk\n"
    "type:       v, type, code, title_zh, title_en, holder, fields; --example: a data file\n"
    "mdoc explain: v, input, verified (false), session {field: value}, documents [{..}]; bytes\n"
    "  in hex, problems where something could not be read\n"
    "mdoc transcript: v, handover, bytes, output\n"
    "explain:    v, reason, sentence_en, sentence_zh, fault_.., remedy_..\n"
    "grant, duty-grant, face-assert, answer --grant: v, method, id, to, holder, until, matter,\n"
    "  items [{type, code, fields (null for all)}], evidence, ..., bytes, qr_version, output\n"
    "verify of a copy also: copy {repository, maker, purpose, until, ...}, or null\n"
    "doctor, scan --learn: v, check, result (ok, warn, fail), detail, hint\n"
    "demo:       v, step, what, outcome, reason, expected, ms\n"
    "version:    v, version, library\n";

static const char json_zh[] =
    "加 --json 时标准输出每行一个对象，\"v\" 为 1。名称和原因从不翻译，出错说明随语言而变；\n"
    "时间为 UTC，终端会执行的字符均转义。\n"
    "\n"
    "verify、scan --trust：每个码一个对象\n"
    "  v, input, verdict (accepted, refused, unknown), reason（通过时为 null）, format,\n"
    "  type, issuer, bound, checks [{check, result, reason}], claims,\n"
    "  findings [{field, finding}], at\n"
    "  result 为 passed、failed、unknown 或 not-applicable；签名和签发权限成立时才有 claims，\n"
    "  有疑点时才有 findings。本系统证照的 claims：iss, sub, iat, nbf, exp, identifier, fields；\n"
    "  其他证照：CWT 声明用其名称，其他键为十进制字符串，字节为 base64url。\n"
    "  移动证件每份一个对象：type 为 docType，claims 为 {命名空间: {元素: 值}}，视情况有\n"
    "  device_claims（由设备声明）和 deviations [{certificate, name, grave}]\n"
    "  一码多证或指明 --request 时，其后另有整体的一个对象：\n"
    "  v, input, licences（份数）, verdict, reason, missing [{type, field, member, required}]\n"
    "input 之后视情况有：line（文本的行号），code {index, of}（图片中的第几个码），\n"
    "  parts（该证照由几个码合成）\n"
    "未能完成的：v, input（如有）, error {exit, message, why, hint}；\n"
    "  码不完整时另有 characters {read, of（无法得知时为 null）}\n"
    "scan:       v, input, kind, text, part {index, of, id}（多码之一）\n"
    "inspect:    v, input, verified (false), text, frame, headers, claims, signature；\n"
    "  用证请求另有 request：同 ask 的输出，但无末四项；授权或加注件另有 grant 或 copy；\n"
    "  移动证件：v, input, verified, text, frame, mdoc（种类）, content\n"
    "ask:        v, counter, verified (false), nonce, issued, until, matter {system, category,\n"
    "  name, code, cause}, items [{type, code, fields, required}], relation, reply, bytes,\n"
    "  qr_version, output, text\n"
    "present:    v, to, licences [{id, type, fields}], bytes, qr_version, output\n"
    "answer:     同上，另有 left_out（未提供的字段数）, posted（地址或 null）\n"
    "grant、duty-grant、face-assert、answer --grant：v, method, id, to, holder, until, matter,\n"
    "  items [{type, code, fields（全部时为 null）}], evidence, …, bytes, qr_version, output\n"
    "加注件的 verify 另有 copy {repository, maker, purpose, until, …}，或 null\n"
    "vault init: v, vault, kid, output\n"
    "vault check: v, vault, generation, kids, licences, events, passes, memory_kib\n"
    "vault export: v, output, keys, licences, events\n"
    "vault import: v, input, added {keys, licences, events}, lost {..}\n"
    "list:       v, id, type, title_zh, title_en, identifier, issuer, issuer_zh, issuer_en,\n"
    "  until, bound, kid, label, origin, added；add 另有 input；show 另有\n"
    "  reason（有效时为 null）, fields, hidden\n"
    "remove:     v, id, removed\n"
    "log:        v, at, act, to, to_name, matter, note, licences [{id, type, fields}]\n"
    "issue:      v, identifier, type, issuer, issued, bytes, qr_version, output, text；\n"
    "  多个码时另有 codes [text], outputs [文件]，文件不止一个时 output 为 null\n";

static const char json_more_zh[] =
    "key:        v, kid, algorithm, private, issuer, name_zh, name_en, types\n"
    "mdoc request: v, doc_type, elements [{element, retain}], signed, reader, bytes, output\n"
    "mdoc present: v, requests [{doc_type, reader, authority, result, reason, elements}],\n"
    "  documents [{input, doc_type, elements [名称]}], proof（signature 或 mac）, bytes, output\n"
    "matter:     v, matter, code, title_.., department_.., department_code, basis, days, "
    "paperless,\n"
    "  relation, digest；show 和 check 另有 parties, materials [{name, form, necessity, source,\n"
    "  party, licences [{type, fields}], …}], form [{name, kind, required, from, …}], rules\n"
    "case show:  v, number, matter, code, state, label, channel, opened, parties, licences,\n"
    "  materials, rules, form, lacks, ready, reusable；fill：number, form；notice：lacks\n"
    "case add：每份已收取的证照一个对象：v, number, type, identifier, party, way,\n"
    "  unchecked；case list：每件一个对象：v, number, code, state, opened, changed, clerk\n"
    "type:       v, type, code, title_zh, title_en, holder, fields；--example：数据文件\n"
    "mdoc explain: v, input, verified (false), session {字段: 值}, documents [{..}]；字节为\n"
    "  十六进制，无法读取之处见 problems\n"
    "mdoc transcript: v, handover, bytes, output\n"
    "explain:    v, reason, sentence_en, sentence_zh, fault_.., remedy_..\n"
    "doctor, scan --learn: v, check, result (ok, warn, fail), detail, hint\n"
    "demo:       v, step, what, outcome, reason, expected, ms\n"
    "version:    v, version, library\n";

static const char environment[] =
    "WALLET_LANG                language of texts: en or zh; then LC_ALL, LC_MESSAGES, LANG\n"
    "WALLET_CATALOGUE           folder of the catalogue of licence types\n"
    "WALLET_SCANNER             program that reads pictures (wallet-scanner)\n"
    "WALLET_EXAMPLES            folder of the data of 'wallet demo'\n"
    "WALLET_PKCS11_MODULE       PKCS #11 module for keys in tokens whose URI names none\n"
    "WALLET_VAULT               file of the holder's vault\n"
    "WALLET_REPOSITORY          folder of the licence repository\n"
    "WALLET_CASES               folder of a counter's cases\n"
    "WALLET_CLERK               who acts in a case\n"
    "XDG_DATA_HOME              below it wallet/trust, the imported trust list, wallet/vault and\n"
    "                           wallet/repository\n"
    "XDG_STATE_HOME             below it wallet/vault-*.seen tell an older copy of a vault, and\n"
    "                           wallet/shown.db remembers the codes that were accepted\n"
    "NO_COLOR                   if set and not empty: no colours\n"
    "TERM                       'dumb': no colours\n"
    "TMPDIR                     where 'wallet demo' makes its folder\n";

static const char environment_zh[] =
    "WALLET_LANG                文字的语言：en 或 zh；其次 LC_ALL、LC_MESSAGES、LANG\n"
    "WALLET_CATALOGUE           证照类型目录所在\n"
    "WALLET_SCANNER             读取图片的程序（wallet-scanner）\n"
    "WALLET_EXAMPLES            'wallet demo' 的数据所在\n"
    "WALLET_PKCS11_MODULE       密码设备的 PKCS #11 模块，用于未指明模块的 URI\n"
    "WALLET_VAULT               持证人保管箱文件\n"
    "WALLET_REPOSITORY          证照库目录\n"
    "WALLET_CASES               办件库目录\n"
    "WALLET_CLERK               办件的经办人\n"
    "XDG_DATA_HOME              其下 wallet/trust 存放已导入的信任名单，wallet/vault 为保管箱，\n"
    "                           wallet/repository 为证照库\n"
    "XDG_STATE_HOME             其下 wallet/vault-*.seen 用于发现保管箱旧副本，\n"
    "                           wallet/shown.db 记录已通过的码\n"
    "NO_COLOR                   非空时不用颜色\n"
    "TERM                       为 'dumb' 时不用颜色\n"
    "TMPDIR                     'wallet demo' 建立临时目录之处\n";

static void print_reasons(const struct session *session)
{
    for (int i = 1; i < WALLET_REASON_COUNT; i++) {
        printf(
            "%-22s  %s\n",
            wallet_reason_name((enum wallet_reason)i),
            wallet_reason_sentence((enum wallet_reason)i, session->language));
    }
    fputs(
        SAY(session,
            "\n'wallet explain REASON' tells who can fix it.\n",
            "\n'wallet explain 原因' 说明由谁处理。\n"),
        stdout);
}

static void print_place(const char *label, bool found, const char *path)
{
    text_print_label(stdout, text_of(label), 0, 12);
    puts(found ? path : "-");
}

static void print_files(const struct session *session)
{
    char path[PATH_MAX];

    print_place(SAY(session, "catalogue", "类型目录"), place_catalogue(path), path);
    print_place(SAY(session, "scanner", "扫描程序"), place_scanner(path), path);
    print_place(SAY(session, "demo data", "演示数据"), place_example("id-card.json", path), path);
    fputs(
        SAY(session,
            "\nPrivate keys are PEM, mode 0600, never overwritten.  Public keys (.pub) and\n"
            "certificates (PEM, DER) are what --trust takes.  Licences are written as .png,\n"
            ".svg, .txt (the text of the code) or .cbor.  No file is overwritten without -f,\n"
            "and every file is written at once or not at all.\n",
            "\n私钥为 PEM 格式，权限 0600，绝不覆盖。--trust 接受公钥（.pub）和证书（PEM、DER）。\n"
            "证照可写为 .png、.svg、.txt（码的文本）或 .cbor。不加 -f 不覆盖文件，\n"
            "写文件要么完整，要么不写。\n"),
        stdout);
}

bool help_print_topic(const struct session *session, const char *name)
{
    if (strcmp(name, "exit-codes") == 0) {
        fputs(SAY(session, exit_codes, exit_codes_zh), stdout);
    } else if (strcmp(name, "json") == 0) {
        fputs(SAY(session, json, json_zh), stdout);
        fputs(SAY(session, json_more, json_more_zh), stdout);
    } else if (strcmp(name, "environment") == 0) {
        fputs(SAY(session, environment, environment_zh), stdout);
    } else if (strcmp(name, "files") == 0) {
        print_files(session);
    } else if (strcmp(name, "formats") == 0) {
        topic_formats_print(session);
    } else if (strcmp(name, "reasons") == 0) {
        print_reasons(session);
    } else {
        return false;
    }

    return true;
}
