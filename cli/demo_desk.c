/* SPDX-License-Identifier: Apache-2.0 */
#include "demo_desk.h"

#include "base64.h"
#include "demo_page.h"
#include "demo_part.h"
#include "folder.h"
#include "interrupt.h"
#include "output.h"
#include "place.h"
#include "save.h"
#include "text.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

enum {
    CODE_SIZE = 65536,
    SECRET_SIZE = 24,
    WORDS_SIZE = PATH_MAX + 1024,
    SECOND_MS = 1000,
};

#define COUNTER    "913605020000000194"
#define REPOSITORY "11360503000000019T"
#define MATTER     "food-business-licence"
#define TITLE      "食品经营许可（新办）"
#define CODE       "11360500000001054B4360050060006"

/** The demo as it runs. */
struct scene {
    struct demo_place place;
    unsigned pace;
    struct demo_part repository;
    struct demo_part desk;
    struct demo_page page;
    char data[PATH_MAX]; /* of the people and the company in it */
};

/* Everybody makes a key of their own; the region's list says who may do what. */
static const char *const region[] = {
    "trust init region --root-issuer 11100000000013127D",
    "key new police.key --issuer 11360500000000019F --name-zh 演示市公安局 --name-en Police",
    "key new market.key --issuer 11360500000000027A --name-zh 演示市市场局 --name-en Market",
    "key new housing.key --issuer 11360502000000019C --name-zh 演示市住房局 --name-en Housing",
    ("key new counter.key --issuer " COUNTER " --name-zh 演示政务窗口 --name-en Counter"),
    "key export police.key -o police.pub",
    "key export market.key -o market.pub",
    "key export housing.key -o housing.pub",
    "key export counter.key -o counter.pub",
    ("repository init store --id " REPOSITORY " --name-zh 演示证照库 --name-en Repository"),
    "trust add region --role issuer --key police.pub --types id-card,household-register",
    "trust add region --role issuer --key market.pub --types business-licence",
    "trust add region --role issuer --key housing.pub --types real-estate-certificate",
    "trust add region --role counter --key counter.pub --types *",
    "trust add region --role repository --key store/repository.pub",
    "trust publish region -o list.cbor",
    "trust import list.cbor --root region/root.pub",
    NULL,
};

/* The citizen has the card on the phone; the company's licence is in the repository. */
static const char *const people[] = {
    "vault init --cost low --passphrase-file secret -o holder.pub",
    "issue id-card --data @/id-card.json --key police.key --holder holder.pub -o card.cbor",
    "issue business-licence --data @/business-licence.json --key market.key --holder holder.pub "
    "-o business.cbor",
    "add card.cbor --passphrase-file secret",
    "repository load business.cbor --repository store",
    "repository share add --repository store -d " COUNTER " -t business-licence -m " CODE " "
    "-u 2099-12-31",
    ("case init cases --id " COUNTER " --division 360500"),
    NULL,
};

/** Writes a line with the folder of the data in the place of '@'. */
static void write_words(const struct scene *scene, const char *line, char out[WORDS_SIZE])
{
    const char *mark = strchr(line, '@');
    const int before = mark ? (int)(mark - line) : (int)strlen(line);

    (void)snprintf(
        out, WORDS_SIZE, "%.*s%s%s", before, line, mark ? scene->data : "", mark ? mark + 1 : "");
}

static bool run_all(const struct scene *scene, const char *const *lines)
{
    char words[WORDS_SIZE];

    for (; *lines; lines++) {
        write_words(scene, *lines, words);
        if (interrupted() || !demo_part_run(&scene->place, words)) {
            return false;
        }
    }

    return true;
}

/** A passphrase that nobody needs to remember. */
static bool make_secret(const struct scene *scene)
{
    uint8_t bytes[SECRET_SIZE];
    char text[BASE64_SIZE(SECRET_SIZE)];
    char path[PATH_MAX];

    if (getentropy(bytes, sizeof bytes) != 0 || !place_join(path, scene->place.folder, "secret")) {
        return false;
    }

    (void)base64_write(BASE64_URL, (struct wallet_bytes){ bytes, sizeof bytes }, text);
    return save(scene->place.session, path, text_of(text), SAVE_SECRET) == EXIT_CODE_OK;
}

static bool find_data(struct scene *scene)
{
    if (!place_example("id-card.json", scene->data)) {
        return false;
    }

    *strrchr(scene->data, '/') = '\0';
    return true;
}

/** The desk fetches from the repository, wherever that has come to listen. */
static bool start_desk(struct scene *scene)
{
    char words[WORDS_SIZE];
    json_t *told = json_loads(scene->repository.line, 0, NULL);
    const char *url = json_string_value(json_object_get(told, "url"));

    (void)snprintf(
        words,
        sizeof words,
        "desk --key counter.key --store cases --matter " MATTER
        " --window 7 --clerk 兰芷 --audience 360500 --idle-seconds 600"
        " --repository %s --repository-id " REPOSITORY,
        url ? url : "");
    json_decref(told);
    return demo_part_start(&scene->place, words, &scene->desk) &&
           demo_page_open(scene->desk.line, &scene->page);
}

static bool start_parts(struct scene *scene)
{
    return demo_part_start(
               &scene->place,
               "repository serve --repository store --listen 127.0.0.1:0 --quiet --json",
               &scene->repository) &&
           start_desk(scene);
}

/** A pause, so that one can see what is on the screen; false if it was asked to stop. */
static bool pause_for(const struct scene *scene, unsigned steps)
{
    return scene->pace == 0
               ? !interrupted()
               : interrupt_wait_for(-1, (int64_t)scene->pace * steps * SECOND_MS) == INTERRUPT_TIME;
}

static bool tell(const struct scene *scene, const char *english, const char *chinese)
{
    remark(scene->place.session, "%s", SAY(scene->place.session, english, chinese));
    return pause_for(scene, 1);
}

/** Does something at the desk, which then has to be in a state. */
static bool act(const struct scene *scene, const char *path, json_t *body, const char *wanted)
{
    char state[DEMO_STATE_SIZE] = "";
    const bool is_done = demo_page_act(&scene->page, path, body, state);

    if (!is_done || (wanted && strcmp(state, wanted) != 0)) {
        remark(
            scene->place.session,
            SAY(scene->place.session,
                "at '%s' the desk is in state '%s'",
                "执行 '%s' 后窗口处于状态 '%s'"),
            path,
            state);
        return false;
    }

    return pause_for(scene, 1);
}

static bool code(const struct scene *scene, const char *text, const char *wanted)
{
    return act(scene, "code", json_pack("{s:s,s:s}", "text", text, "from", "gun"), wanted);
}

/** The clerk looks, where the desk asks for it. */
static bool look(const struct scene *scene)
{
    return act(scene, "look", json_pack("{s:s}", "answer", "yes"), "accepted");
}

/** By which number the card stands in the citizen's vault. */
static bool find_card(const struct scene *scene, char *out, size_t size)
{
    struct demo_part part = { .process = 0 };
    const bool is_there =
        demo_part_start(&scene->place, "list --passphrase-file secret --json", &part);
    demo_part_stop(&part);
    json_t *told = is_there ? json_loads(part.line, 0, NULL) : NULL;
    const char *id = json_string_value(json_object_get(told, "id"));

    (void)snprintf(out, size, "%s", id ? id : "");
    json_decref(told);
    return out[0] != '\0';
}

/** The citizen's phone shows a code: the card, and of it no more than the matter needs. */
static bool show_card(const struct scene *scene)
{
    char text[CODE_SIZE];
    char id[128];
    char words[WORDS_SIZE];

    if (!tell(scene, "the citizen shows the card on the phone", "群众亮码：居民身份证") ||
        !find_card(scene, id, sizeof id)) {
        return false;
    }

    (void)snprintf(
        words,
        sizeof words,
        "present %s --passphrase-file secret --yes --force -o code.txt --fields "
        "name,citizen_number,valid_until",
        id);
    return demo_part_run(&scene->place, words) &&
           demo_part_read(&scene->place, "code.txt", text, sizeof text) &&
           code(scene, text, "accepted");
}

/** Waits while the desk asks the repository. */
static bool fetched(const struct scene *scene)
{
    char state[DEMO_STATE_SIZE] = "";

    return demo_page_wait(&scene->page, "checking", state) && pause_for(scene, 1);
}

/** The company's licence comes from the repository, by a grant that the citizen signs. */
static bool fetch_licence(const struct scene *scene)
{
    char text[CODE_SIZE];

    return tell(
               scene,
               "the citizen grants the company's licence by a code; the desk fetches it",
               "群众亮授权码，窗口从证照库取营业执照") &&
           demo_part_run(
               &scene->place,
               "grant business-licence --to " COUNTER " --matter " TITLE " --matter-code " CODE
               " --passphrase-file secret --yes -o grant.txt") &&
           demo_part_read(&scene->place, "grant.txt", text, sizeof text) &&
           code(scene, text, "checking") && fetched(scene) &&
           act(scene, "answer", json_pack("{s:s}", "choice", "add"), "look") && look(scene);
}

/* What no licence says, the clerk asks. */
static const char *const blanks[][2] = {
    { "legal_representative_phone", "0790-1234567" },
    { "business_type", "餐饮服务经营者" },
    { "items", "热食类食品制售" },
    { "employees", "6" },
    { "safety_officer", "钟见山" },
    { "safety_officer_phone", "0790-7654321" },
};

static const char *const papers[][2] = {
    { "application", "已在线提交" },
    { "layout", "布局图一份" },
    { "rules", "制度目录一份" },
};

static bool fill_form(const struct scene *scene)
{
    bool is_done = tell(scene, "the clerk completes the form", "经办人补全表单") &&
                   act(scene, "fill", json_object(), "fill");

    for (size_t i = 0; is_done && i < sizeof papers / sizeof papers[0]; i++) {
        is_done =
            act(scene,
                "paper",
                json_pack("{s:s,s:s}", "material", papers[i][0], "note", papers[i][1]),
                "fill");
    }
    is_done = is_done && act(scene,
                             "defer",
                             json_pack("{s:s,s:s}", "material", "health", "day", "2099-12-31"),
                             "fill");
    for (size_t i = 0; is_done && i < sizeof blanks / sizeof blanks[0]; i++) {
        is_done =
            act(scene,
                "blank",
                json_pack("{s:s,s:s}", "name", blanks[i][0], "value", blanks[i][1]),
                "fill");
    }

    return is_done && act(scene, "accept", json_object(), "done");
}

/** Somebody with a code that was shown before, and with one of another kind. */
static bool play_refusals(const struct scene *scene)
{
    char text[CODE_SIZE];

    return tell(scene, "somebody shows a payment code", "有人出示付款码") &&
           code(scene, "wxp://f2f0DEMO", "other") &&
           tell(scene, "and then a picture of the code from before", "又出示刚才那个码的截图") &&
           demo_part_read(&scene->place, "code.txt", text, sizeof text) &&
           code(scene, text, "refused") && act(scene, "next", json_object(), "ready");
}

/** Until somebody has pressed Enter on the page. */
static bool wait_for_clerk(const struct scene *scene)
{
    char state[DEMO_STATE_SIZE] = "start";

    if (scene->pace == 0) {
        return act(scene, "next", json_object(), "ready");
    }

    remark(
        scene->place.session,
        SAY(scene->place.session,
            "open that address in a browser on this machine, and press Enter on the page",
            "请在本机浏览器中打开该地址，并在页面上按回车"));
    while (strcmp(state, "start") == 0) {
        if (interrupt_wait_for(-1, SECOND_MS) != INTERRUPT_TIME ||
            !demo_page_act(&scene->page, "view", json_object(), state)) {
            return false;
        }
    }

    return true;
}

static bool play(const struct scene *scene)
{
    return wait_for_clerk(scene) && show_card(scene) && fetch_licence(scene) && fill_form(scene) &&
           pause_for(scene, 4) && play_refusals(scene);
}

static bool set_up(struct scene *scene)
{
    return find_data(scene) && make_secret(scene) && run_all(scene, region) &&
           run_all(scene, people) && start_parts(scene);
}

enum exit_code demo_desk_run(const struct session *session, unsigned pace)
{
    struct scene scene = { .place = { .session = session, .folder = "/tmp/wallet-demo-XXXXXX" },
                           .pace = pace };

    if (!mkdtemp(scene.place.folder)) {
        complain(session, SAY(session, "the demo has no place to work in", "演示没有工作目录"));
        why(session, SAY(session, "'/tmp' cannot be written to", "'/tmp' 不可写"));
        hint(session, SAY(session, "make room there", "请清理该目录"));
        return EXIT_CODE_FILE;
    }

    interrupt_listen();
    bool is_done = set_up(&scene);
    if (is_done) {
        printf("%s\n", scene.desk.line);
        (void)fflush(stdout);
        is_done = play(&scene);
    }
    if (is_done && pace > 0) {
        remark(
            session,
            SAY(session,
                "that was the demo; the desk goes on until Ctrl-C",
                "演示完毕；窗口继续可用，Ctrl-C 结束"));
        (void)interrupt_wait_for(-1, -1);
        interrupt_settle();
    }

    demo_part_stop(&scene.desk);
    demo_part_stop(&scene.repository);
    folder_remove(scene.place.folder);
    return is_done ? EXIT_CODE_OK : EXIT_CODE_REFUSED;
}
