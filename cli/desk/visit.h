/* SPDX-License-Identifier: Apache-2.0 */
#ifndef WALLET_DESK_VISIT_H
#define WALLET_DESK_VISIT_H

#include <wallet/parts.h>

#include "counter_code.h"
#include "desk_case.h"
#include "errand.h"
#include "examiner.h"
#include "lock.h"
#include "timing.h"

/*
 * What happens at the desk, one person after the other.  A state machine that knows
 * neither page nor transport; one thread at a time.  Times are milliseconds of a clock that only goes
 * forward.
 */

enum visit_state {
    VISIT_START = 0,    /* just started: see that all is there */
    VISIT_READY = 1,    /* waits for a code */
    VISIT_CHECKING = 3, /* waits for the repository */
    VISIT_ACCEPTED = 4,
    VISIT_LOOK = 5, /* accepted, if the clerk says so */
    VISIT_REFUSED = 6,
    VISIT_OTHER = 7, /* no licence, or none that can be read; goes by itself */
    VISIT_UNKNOWN = 8,
    VISIT_ASKING = 9, /* shows the counter's code */
    VISIT_FILL = 10,  /* the form of the case */
    VISIT_DONE = 12,  /* goes by itself */
    VISIT_LOCKED = 13,
};

/** The name that the page knows a state by. */
const char *visit_state_name(enum visit_state state);

/** How the scanner gun is. */
enum visit_gun {
    VISIT_GUN_NONE = 0,
    VISIT_GUN_READY = 1,
    VISIT_GUN_GONE = 2,
};

enum {
    VISIT_OTHER_MS = 6000,
    VISIT_DONE_MS = 5000,
};

struct visit {
    struct examiner *examiner; /* borrowed */
    unsigned idle_seconds;     /* after which personal data go; 0: never */
    struct lock lock;
    struct counter_code code;
    struct errand errand;
    struct desk_case desk_case;
    struct timing timing;

    uint64_t version; /* changes with all that the page shows */
    enum visit_state state;
    enum visit_state before; /* VISIT_OTHER and VISIT_CHECKING */
    enum visit_gun gun;
    struct outcome now;
    struct outcome pending; /* of whom is it? */
    char holder[LICENCE_HOLDER_SIZE];
    json_t *other;
    json_t *last_slip; /* handed over last, to print again; NULL: none since the lock */
    struct wallet_parts *parts;
    double begun;        /* with the first code; 0: not yet */
    double done_seconds; /* from there to the end */
    double leaves_at;    /* OTHER and DONE; 0: a key holds it */
    double touched;      /* when somebody did something */
    double looked_ms;    /* how long the last code took, for the log */
    bool is_looked_at;   /* there is one that was not written of */
};

/** What came of an act. */
enum visit_answer {
    VISIT_OK = 0,
    VISIT_NOT_NOW, /* the state does not allow it */
    VISIT_NO_MEMORY,
    VISIT_NO_KEY,    /* the desk cannot ask without a key */
    VISIT_NO_MATTER, /* there is none, or none of this name */
    VISIT_NOT_MADE,  /* the code could not be signed or drawn */
    VISIT_WRONG_PIN,
    VISIT_WAIT_FOR_PIN,  /* too many were wrong */
    VISIT_NO_STORE,      /* it takes a case, and there is nowhere to keep one */
    VISIT_NO_NAME,       /* the matter has nothing of this name */
    VISIT_TOLD,          /* the case does not allow it: the view tells why */
    VISIT_NO_REPOSITORY, /* the desk has none to fetch from */
    VISIT_NOT_SENT,      /* the call could not be signed */
    VISIT_NO_HOLDER,     /* nobody has such a number */
    VISIT_NO_CLERK,      /* a fetch is somebody's, and nobody said whose */
};

/** Looks at a code's text or an object's bytes, whatever state it is in but locked. */
enum visit_answer visit_take(struct visit *visit, const struct input *input, double now);

/** Where nothing of a matter is open, the next code is the next person's. */
void visit_begin_next(struct visit *visit);

/** Takes an outcome as that of a code that was looked at; it is the visit's then. */
void visit_take_outcome(struct visit *visit, struct outcome *outcome, double now);

/* From the repository, on somebody's leave.  What is to be sent is the visit's errand. */

/** Takes a grant: makes the errand, and waits for it.  `visit_take` calls it. */
enum visit_answer visit_take_grant(struct visit *visit, struct wallet_bytes bytes, double now);

/** What is fetched by duty (依职能); texts are borrowed. */
struct visit_duty {
    const char *material; /* for which, by its name in the matter */
    const char *number;   /* of the holder: a citizen number, or a unified social credit code */
    const char *cause;    /* one line, in the clerk's words */
};

/** The same by duty: nobody was asked, and the holder will see it. */
enum visit_answer visit_fetch_by_duty(
    struct visit *visit, const struct visit_duty *duty, double now);

/**
 * What came of an errand; of one that nobody waits for any more, nothing.
 *
 * \param number  the errand's
 * \param answer  as received; without data: there was none
 */
void visit_take_answer(
    struct visit *visit, uint64_t number, struct wallet_bytes answer, double now);

/** Tells of something else that was held up or dropped; `other` is taken. */
enum visit_answer visit_take_other(struct visit *visit, json_t *other, double now);

enum visit_answer visit_next(struct visit *visit, double now);
enum visit_answer visit_look(struct visit *visit, bool is_so, double now);
enum visit_answer visit_decide_pending(struct visit *visit, bool is_added, double now);
enum visit_answer visit_ask(struct visit *visit, double now);
enum visit_answer visit_stop_asking(struct visit *visit, double now);
enum visit_answer visit_choose_matter(struct visit *visit, const char *name, double now);

/** Goes on with a case that is in the store, where none is open; `desk_earlier_open_json` lists them. */
enum visit_answer visit_open_case(struct visit *visit, const char *number, double now);

/** Shows the form of the case. */
enum visit_answer visit_fill(struct visit *visit, double now);

/** What a clerk does to a case; texts are borrowed. */
struct visit_act {
    enum {
        VISIT_ACT_PAPER,
        VISIT_ACT_DEFER,
        VISIT_ACT_REUSE,
        VISIT_ACT_WRITE,
        VISIT_ACT_DECIDE,
    } kind;
    const char *name;  /* of a material, blank or rule */
    const char *text;  /* note, day, earlier case or value; NULL: what was written is taken back */
    bool holds;        /* of a rule */
    bool is_unchecked; /* of an earlier licence: it may be taken to be checked later (待核验) */
};

enum visit_answer visit_act(struct visit *visit, const struct visit_act *act, double now);

/** Takes what it could not be told of whether it holds, to be checked later (待核验). */
enum visit_answer visit_take_unchecked(struct visit *visit, double now);

/** Whether what was refused may be recorded, once: there is somewhere to keep it. */
bool visit_can_record_refusal(const struct visit *visit);

enum visit_answer visit_record_refusal(struct visit *visit, double now);

/** Ends the visit: accepted; told once what is missing; not accepted. */
enum visit_answer visit_finish(struct visit *visit, double now);
enum visit_answer visit_notify(struct visit *visit, double now);
enum visit_answer visit_decline(struct visit *visit, const char *note, double now);

enum visit_answer visit_hold(struct visit *visit, double now);
enum visit_answer visit_lock(struct visit *visit);
enum visit_answer visit_unlock(struct visit *visit, struct wallet_bytes pin, double now);

/** The gun's lamp. */
void visit_set_gun(struct visit *visit, enum visit_gun gun);

/** Does what is due; in how many milliseconds something will be, negative: nothing. */
int64_t visit_due(struct visit *visit, double now);

/** Whether nothing can be begun: it is locked, a question is open, or the repository is asked. */
bool visit_is_busy(const struct visit *visit);

/** Whether the counter's code is up, be it behind something else for a moment. */
bool visit_is_asking(const struct visit *visit);

/** Goes to a state, for the parts of the visit alone: the page hears of it. */
void visit_enter(struct visit *visit, enum visit_state state);

/** Remembers where to go back to, for what passes by itself. */
void visit_step_aside(struct visit *visit);

/** Counts the seconds from the first code until now. */
void visit_count_time(struct visit *visit, double now);

/** Wipes all that is about people. */
void visit_forget(struct visit *visit);

/** At the end. */
void visit_close(struct visit *visit);

#endif
