/* SPDX-License-Identifier: Apache-2.0 */
#include <wallet/audit.h>

#include "audit_text.h"
#include "clock.h"
#include "command.h"
#include "file.h"
#include "json.h"
#include "object.h"
#include "output.h"
#include "save.h"
#include "signers.h"
#include "trust_source.h"

#include <errno.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

struct witness_settings {
    const char *key;
    struct signer_settings signer;
    const char *state;
    const char *proof;
    const char *output;
    struct option_list trust;
    const char *at;
    bool force;
};

#define FIELD(name_) .offset = offsetof(struct witness_settings, name_)

static const struct option_spec witness_options[] = {
    SIGNER_KEY_OPTION(
        struct witness_settings,
        key,
        "the witness's private key: a file, 'pkcs11:...' or 'agent:SOCKET' (required)",
        "见证方私钥：文件、'pkcs11:...' 或 'agent:SOCKET'（必填）"),
    SIGNER_OPTIONS(struct witness_settings, signer),
    { .kind = OPTION_TEXT,
      .letter = 's',
      .name = "state",
      .value = "FILE",
      FIELD(state),
      .help = "where the last checkpoint that was seen is kept (required; made the first time)",
      .help_zh = "保存上次所见检查点的文件（必填；首次自动建立）" },
    { .kind = OPTION_TEXT,
      .letter = 'p',
      .name = "proof",
      .value = "FILE",
      FIELD(proof),
      .help = "what 'wallet audit prove SIZE' wrote, from the size that was seen last",
      .help_zh = "'wallet audit prove SIZE' 给出的证据，SIZE 为上次所见条数" },
    { .kind = OPTION_TEXT,
      .letter = 'o',
      .name = "output",
      .value = "FILE",
      FIELD(output),
      .help = "write the cosignature to FILE (required); '-' is standard output",
      .help_zh = "见证签名写入该文件（必填）；'-' 为标准输出" },
    TRUST_LIST_OPTION(struct witness_settings, trust),
    { .kind = OPTION_TEXT,
      .name = "at",
      .value = "TIME",
      FIELD(at),
      .help = "sign as of this time, or the end of this day",
      .help_zh = "以该时间（或该日之末）而非当前时间签名" },
    { .kind = OPTION_FLAG,
      .letter = 'f',
      .name = "force",
      FIELD(force),
      .help = "overwrite the file",
      .help_zh = "覆盖已有文件" },
    { 0 },
};

/* A cosignature to be made. */
struct witnessing {
    const struct session *session;
    const struct witness_settings *settings;
    struct moment moment;
    struct trust_source source;
    struct signing signing;
    struct wallet_checkpoint last;
    bool has_last;
    struct wallet_buffer checkpoint; /* as it came */
    struct wallet_buffer proof;
    struct wallet_buffer cosignature;
    struct wallet_checkpoint seen;
};

static enum exit_code check_settings(
    const struct session *session, const struct witness_settings *settings)
{
    const char *missing = !settings->key      ? "key"
                          : !settings->state  ? "state"
                          : !settings->output ? "output"
                                              : NULL;
    if (!missing) {
        return EXIT_CODE_OK;
    }

    complain(session, SAY(session, "'--%s' is missing", "缺少 '--%s'"), missing);
    why(session,
        SAY(session,
            "a witness signs with its own key, and remembers what it saw",
            "见证方用自己的密钥签名，并记住所见内容"));
    hint(session, "wallet audit witness CHECKPOINT -k witness.key -s seen -o cosignature.cbor");
    return EXIT_CODE_USAGE;
}

/* What was seen last; nothing the first time. */
static enum exit_code read_state(struct witnessing *witnessing)
{
    const struct session *session = witnessing->session;
    const char *path = witnessing->settings->state;
    struct file file = { 0 };
    struct wallet_error error;

    const int problem = file_try(path, WALLET_RECEIPT_MAX, &file);
    if (problem == ENOENT) {
        return EXIT_CODE_OK;
    }

    if (problem != 0) {
        return file_complain(session, path, problem, WALLET_RECEIPT_MAX);
    }

    enum exit_code code = EXIT_CODE_OK;
    if (wallet_checkpoint_verify(
            file_bytes(&file), witnessing->source.trust, &witnessing->last, &error) == WALLET_OK) {
        witnessing->has_last = true;
    } else {
        code = refuse(session, &error, SAY(session, "'%s' cannot be used", "'%s' 不可用"), path);
        hint(
            session,
            SAY(session,
                "restore it from a copy; without it the log could be rewritten unseen",
                "请从备份恢复；缺少它就无法发现日志被改写"));
    }

    file_free(&file);
    return code;
}

static enum exit_code prepare(struct witnessing *witnessing, const char *checkpoint)
{
    const struct session *session = witnessing->session;
    const struct witness_settings *settings = witnessing->settings;

    enum exit_code code = check_settings(session, settings);
    if (code == EXIT_CODE_OK) {
        code = clock_read(session, settings->at, &witnessing->moment);
    }
    if (code == EXIT_CODE_OK) {
        code = trust_source_open(
            session, &settings->trust, witnessing->moment.unix_seconds, &witnessing->source);
    }
    if (code == EXIT_CODE_OK) {
        code = read_state(witnessing);
    }
    if (code == EXIT_CODE_OK) {
        code = object_read(session, checkpoint, &witnessing->checkpoint);
    }
    if (code == EXIT_CODE_OK && settings->proof) {
        code = object_read(session, settings->proof, &witnessing->proof);
    }

    return code == EXIT_CODE_OK
               ? signers_open(session, settings->key, &settings->signer, &witnessing->signing)
               : code;
}

static enum exit_code sign(struct witnessing *witnessing)
{
    const struct session *session = witnessing->session;
    enum wallet_succession succession = WALLET_SUCCESSION_SAME;
    struct wallet_error error;

    const struct wallet_sighting sighting = {
        .checkpoint = wallet_buffer_bytes(&witnessing->checkpoint),
        .trust = witnessing->source.trust,
        .last = witnessing->has_last ? &witnessing->last : NULL,
        .proof = wallet_buffer_bytes(&witnessing->proof),
    };
    if (wallet_checkpoint_cosign(
            &sighting,
            &witnessing->signing.signer,
            witnessing->moment.unix_seconds,
            &witnessing->cosignature,
            &witnessing->seen,
            &succession,
            &error) == WALLET_OK) {
        return EXIT_CODE_OK;
    }

    const enum exit_code code =
        refuse(session, &error, SAY(session, "the checkpoint is not cosigned", "检查点未获见证"));
    if (succession == WALLET_SUCCESSION_UNPROVEN) {
        hint(
            session,
            SAY(session,
                "ask the repository for 'wallet audit prove %llu', and give it with --proof",
                "请向证照库索取 'wallet audit prove %llu' 的结果，用 --proof 给出"),
            (unsigned long long)witnessing->last.size);
    } else {
        hint(
            session,
            SAY(session,
                "keep the checkpoint and '%s': together they are the proof",
                "请保留该检查点和 '%s'，二者合起来即为证据"),
            witnessing->settings->state);
    }

    return code;
}

/* First what was seen: a cosignature that is given out and not remembered could be contradicted. */
static enum exit_code finish(const struct witnessing *witnessing)
{
    const struct session *session = witnessing->session;
    const struct witness_settings *settings = witnessing->settings;

    enum exit_code code =
        save(session, settings->state, wallet_buffer_bytes(&witnessing->checkpoint), SAVE_REPLACE);
    if (code == EXIT_CODE_OK) {
        code = save(
            session,
            settings->output,
            wallet_buffer_bytes(&witnessing->cosignature),
            settings->force ? SAVE_REPLACE : SAVE_NEW);
    }

    if (code == EXIT_CODE_OK) {
        remark(
            session,
            SAY(session, "cosigned: log of %s, %llu entries", "已见证：%s 的日志，共 %llu 条"),
            witnessing->seen.origin,
            (unsigned long long)witnessing->seen.size);
    }

    return code;
}

static enum exit_code audit_witness(
    const struct session *session, const void *opaque_settings, const struct operands *operands)
{
    struct witnessing witnessing = { .session = session, .settings = opaque_settings };

    enum exit_code code = prepare(&witnessing, operands->items[0]);
    if (code == EXIT_CODE_OK) {
        code = sign(&witnessing);
    }
    if (code == EXIT_CODE_OK) {
        code = finish(&witnessing);
    }

    signers_close(&witnessing.signing);
    wallet_trust_free(witnessing.source.trust);
    free(witnessing.checkpoint.data);
    free(witnessing.proof.data);
    wallet_buffer_clear(&witnessing.cosignature);
    return code;
}

const struct command command_audit_witness = {
    .words = "audit witness",
    .summary = "cosign another agency's checkpoint, if its log only grew",
    .summary_zh = "见证其他机构的日志检查点（仅在日志只有追加时签名）",
    .operands = "CHECKPOINT",
    .operand_min = 1,
    .operand_max = 1,
    .options = witness_options,
    .settings_size = sizeof(struct witness_settings),
    .examples =
        "  wallet audit witness checkpoint.cbor -k witness.key -s seen -o cosignature.cbor\n",
    .run = audit_witness,
};
