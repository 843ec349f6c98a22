/* SPDX-License-Identifier: Apache-2.0 */
#include "find.h"

#include "crowd.h"
#include "pass.h"

#include <math.h>
#include <string.h>
#include <time.h>

enum {
    MS = 1000,    /* of a second */
    NS = 1000000, /* of a millisecond */
    POLARITIES = 2,
    PERCENT = 100,
    SHORTENED = 75, /* percent of the time that a picture without corners loses */
};

/* The corners of a code that was not read yet fit better than three that chance put there. */
static const float misfit_max = 1;

/** What is known of the picture while it is searched. */
struct state {
    struct view views[POLARITIES]; /* as it is, and light for dark: made when it is needed */
    bool is_glanced;               /* whether light codes were looked for, and */
    bool has_light;                /* whether there seemed to be one */
    unsigned first;                /* the view that is more likely to show a code */
    struct search *search;
    struct found *found;
    int64_t deadline; /* milliseconds */
    int64_t leisure;  /* until when even a picture that seems complete is looked at */
};

static int64_t now(void)
{
    struct timespec time = { 0 };
    (void)clock_gettime(CLOCK_MONOTONIC, &time);
    return (int64_t)time.tv_sec * MS + time.tv_nsec / NS;
}

static void find_finders(struct view *view)
{
    view->finder_count = finder_find(&view->picture, view->finders);
    view->is_full = view->finder_count == FINDER_MAX;
    view->triple_count = finder_triples(view->finders, view->finder_count, view->triples);
}

/** Leaves the finder patterns that belong to no code that was found. */
static void drop_covered(const struct found *found, struct view *view)
{
    unsigned kept = 0;
    for (unsigned i = 0; i < view->finder_count; i++) {
        const struct point middle = { view->finders[i].x, view->finders[i].y };
        if (!found_covers(found, middle)) {
            view->finders[kept++] = view->finders[i];
        }
    }

    view->finder_count = kept;
    view->triple_count = finder_triples(view->finders, kept, view->triples);
}

static bool may_show_another(const struct view *view)
{
    return view->is_full || (view->triple_count > 0 && view->triples[0].misfit < misfit_max);
}

static float misfit_of(const struct view *view)
{
    return view->triple_count > 0 ? view->triples[0].misfit : INFINITY;
}

/** Whether finder patterns of a light code are there; for speed in a smaller picture. */
static bool glance(const struct grey *picture)
{
    struct view view = { 0 };
    if (!grey_halve(picture, &view.picture)) {
        return true;
    }

    grey_invert(&view.picture);
    find_finders(&view);
    grey_free(&view.picture);
    return may_show_another(&view);
}

static bool may_have_light(struct state *state)
{
    const struct grey *picture = &state->views[0].picture;
    if (now() < state->leisure) {
        return true;
    }

    if (!state->is_glanced) {
        state->is_glanced = true;
        state->has_light = picture->width < 2 || picture->height < 2 || glance(picture);
    }

    return state->has_light;
}

/** Makes the second view, once. */
static bool make_light(struct state *state)
{
    const struct grey *picture = &state->views[0].picture;
    struct view *light = &state->views[1];
    if (light->picture.pixels) {
        return true;
    }

    if (!grey_make(&light->picture, picture->width, picture->height)) {
        return false;
    }

    memcpy(light->picture.pixels, picture->pixels, (size_t)picture->width * picture->height);
    grey_invert(&light->picture);
    find_finders(light);
    light->is_crowded = crowd_is_there(&light->picture);
    state->first = misfit_of(light) < misfit_of(&state->views[0]);
    return true;
}

/** Whether a view has no code but those that were found; at least one must be. */
static bool is_complete(struct state *state, unsigned polarity)
{
    struct view *view = &state->views[polarity];
    if (state->found->count == 0) {
        return false;
    }

    drop_covered(state->found, view);
    return !may_show_another(view) && now() >= state->leisure;
}

/** Beside a code that was read any picture is good enough: then no filter is worth its time. */
static bool is_due(const struct pass *pass, const struct found *found)
{
    return !pass->is_dear || (found->count > 0 && !pass->filter);
}

/** The cheap passes over one view, from this one on; \return false: out of memory. */
static bool run_cheap(struct state *state, unsigned polarity, unsigned from)
{
    struct view *view = &state->views[polarity];
    for (unsigned i = from; i < pass_count && !is_complete(state, polarity); i++) {
        if (is_due(&passes[i], state->found) && !pass_run(&passes[i], view, state->found)) {
            return false;
        }
    }

    return true;
}

/** The dear pass of this number, over all views. */
static bool run_dear(struct state *state, unsigned number)
{
    const bool is_second = number >= pass_count;
    const unsigned polarity = is_second ? 1 - state->first : state->first;
    const struct pass *pass = &passes[is_second ? number - pass_count : number];
    return !pass->is_dear || pass_run(pass, &state->views[polarity], state->found);
}

/** The dear passes, from where the last picture had no more time, until one finds something. */
static bool run_all_dear(struct state *state)
{
    const unsigned count = POLARITIES * pass_count;
    for (unsigned i = 0; i < count && state->found->count == 0 && now() < state->deadline; i++) {
        const unsigned number = state->search->turn < count ? state->search->turn : 0;
        state->search->turn = number + 1;
        if (!run_dear(state, number)) {
            return false;
        }
    }

    return true;
}

static bool is_promising(const struct view *view)
{
    return view->triple_count > 0 && !view->is_crowded;
}

/** A picture that shows no corners of a code is hardly one of a code; with many, hardly of one. */
static void shorten(struct state *state)
{
    if (!is_promising(&state->views[0]) && !is_promising(&state->views[1])) {
        state->deadline -= (int64_t)state->search->budget_ms * SHORTENED / PERCENT;
    }
}

/** Most pictures are read by the first pass, and then only another code can be missed. */
static bool search_views(struct state *state)
{
    if (!pass_run(&passes[0], &state->views[0], state->found)) {
        return false;
    }

    if (state->found->count > 0) {
        return run_cheap(state, 0, 1) &&
               (!may_have_light(state) || (make_light(state) && run_cheap(state, 1, 0)));
    }

    if (!make_light(state)) {
        return false;
    }

    shorten(state);
    return run_cheap(state, state->first, state->first == 0 ? 1 : 0) &&
           run_cheap(state, 1 - state->first, state->first == 0 ? 0 : 1) && run_all_dear(state);
}

/** How long even a picture that seems complete is looked at, in milliseconds: small ones hide less. */
static int64_t leisure_of(const struct grey *picture, const struct search *search)
{
    const int64_t pixels = (int64_t)picture->width * picture->height;
    return pixels * search->budget_ms / PERCENT / GREY_PIXELS_MAX;
}

bool find_codes(struct grey *picture, struct search *search, struct found *out)
{
    struct state state = { .search = search, .found = out };
    state.deadline = now() + search->budget_ms;
    state.leisure = now() + leisure_of(picture, search);
    state.views[0].picture = *picture;
    *out = (struct found){ 0 };
    find_finders(&state.views[0]);
    state.views[0].is_crowded = crowd_is_there(&state.views[0].picture);

    const bool is_done = search_views(&state);
    grey_free(&state.views[1].picture);
    return is_done;
}
