/* SPDX-License-Identifier: Apache-2.0 */
#include "pass.h"

#include "filter.h"
#include "rectify.h"

enum {
    SIDE_MIN = 21, /* modules of the smallest symbol */
    RECTIFIED_MAX = 4,
};

/*
 * Frames that each pass alone reads, of 137 of scan-set's (seed 20) and of 153 of tests/support/frames.py
 * (seed 7, harder), and its time in the mean, on a busy machine:
 *
 *     full, zxing                94   91    5 ms   needs no finder patterns of ours
 *     rectified, zxing          112  112    5 ms   of what is left, 23 of 33: slant, turns, noise
 *     half, threshold, zxing     81   77    4 ms   of what is left, 0 and 11: moire, uneven light
 *     quarter, zbar              36   29    4 ms   large codes, and another kind of eye
 *     half, zbar                 95   88    9 ms
 *     full, blur, zxing          96   99    7 ms   1 and 4 of what is left: noise, moire
 *     full, sharpen, zxing       94   82   10 ms   4 and 3 of what is left: blur
 *     rectified, zbar           111  112   11 ms   what zxing reads; for builds without it
 *     full, zbar                101   86   26 ms   faint codes
 *     full, sharpen, zbar        99   70   33 ms   1 and 1 of what is left: blur
 *     full, stretch, zxing      102   99    7 ms   none that others do not; kept for fainter ones
 *     full, blur twice, zxing    69   60    8 ms   as much, for more noise
 *
 * In order of gain for time, all read 133 and 151; the two bare decoders together 123 and 129.  Light
 * codes are read in an inverted copy: zxing then reads all of them for 4 ms, while zbar's own way of
 * trying both costs 22 ms a frame.
 */
const struct pass passes[] = {
    { NULL, &decoder_zxing, SCALE_FULL, false },
    { NULL, &decoder_zxing, SCALE_RECTIFIED, false },
    { filter_threshold, &decoder_zxing, SCALE_HALF, false },
    { NULL, &decoder_zbar, SCALE_QUARTER, false },
    { NULL, &decoder_zbar, SCALE_HALF, false },
    { filter_blur, &decoder_zxing, SCALE_FULL, true },
    { filter_sharpen, &decoder_zxing, SCALE_FULL, true },
    { NULL, &decoder_zbar, SCALE_RECTIFIED, true },
    { NULL, &decoder_zbar, SCALE_FULL, true },
    { filter_threshold, &decoder_zxing, SCALE_DOUBLE, true },
    { filter_sharpen, &decoder_zbar, SCALE_FULL, true },
    { filter_threshold, &decoder_zxing, SCALE_FULL, true },
    { NULL, &decoder_zbar, SCALE_DOUBLE, true },
    { filter_stretch, &decoder_zxing, SCALE_FULL, true },
    { filter_blur_twice, &decoder_zxing, SCALE_FULL, true },
};

const unsigned pass_count = sizeof passes / sizeof *passes;

/** A picture that is either made for a pass or lent by the view. */
struct prepared {
    struct grey picture;
    bool is_made;
    float scale; /* its pixels to one of the view's */
};

static void release(struct prepared *prepared)
{
    if (prepared->is_made) {
        grey_free(&prepared->picture);
    }
}

/** Puts a picture that was made in the place of the one before. */
static void replace(struct prepared *prepared, struct grey made)
{
    release(prepared);
    prepared->picture = made;
    prepared->is_made = true;
}

static bool is_large_enough(unsigned width, unsigned height)
{
    return width >= SIDE_MIN && height >= SIDE_MIN;
}

/** Whether the pass has a use for a picture of this size. */
static bool suits(const struct pass *pass, const struct grey *picture)
{
    switch (pass->scale) {
    case SCALE_QUARTER: return is_large_enough(picture->width / 4, picture->height / 4);
    case SCALE_HALF: return is_large_enough(picture->width / 2, picture->height / 2);
    case SCALE_DOUBLE:
        return is_large_enough(picture->width, picture->height) &&
               (size_t)picture->width * picture->height <= PASS_DOUBLED_MAX;
    case SCALE_FULL:
    case SCALE_RECTIFIED: break;
    }

    return is_large_enough(picture->width, picture->height);
}

static bool quarter(const struct grey *picture, struct grey *out)
{
    struct grey half = { 0 };
    const bool is_done = grey_halve(picture, &half) && grey_halve(&half, out);
    grey_free(&half);
    return is_done;
}

static bool scale(enum scale scale, struct prepared *prepared)
{
    static const struct {
        bool (*make)(const struct grey *grey, struct grey *out);
        float scale;
    } scales[] = {
        [SCALE_QUARTER] = { quarter, 0.25F }, [SCALE_HALF] = { grey_halve, 0.5F },
        [SCALE_DOUBLE] = { grey_double, 2 },  [SCALE_FULL] = { NULL, 1 },
        [SCALE_RECTIFIED] = { NULL, 1 },
    };

    struct grey made;
    if (!scales[scale].make) {
        return true;
    }

    if (!scales[scale].make(&prepared->picture, &made)) {
        return false;
    }

    prepared->scale = scales[scale].scale;
    replace(prepared, made);
    return true;
}

static bool filter(const struct pass *pass, struct prepared *prepared)
{
    struct grey made;
    if (!pass->filter) {
        return true;
    }

    if (!pass->filter(&prepared->picture, &made)) {
        return false;
    }

    replace(prepared, made);
    return true;
}

/** From the pixels of the prepared picture to the view's. */
static void map_places(struct found *found, float scale)
{
    for (unsigned i = 0; i < found->count; i++) {
        for (unsigned j = 0; j < QUAD_CORNERS; j++) {
            found->codes[i].place.corners[j].x /= scale;
            found->codes[i].place.corners[j].y /= scale;
        }
    }
}

static bool look_at_scaled(const struct pass *pass, const struct view *view, struct found *found)
{
    struct prepared prepared = { .picture = view->picture, .scale = 1 };
    const bool is_done = scale(pass->scale, &prepared) && filter(pass, &prepared) &&
                         pass->decoder->look(&prepared.picture, found);

    map_places(found, prepared.scale);
    release(&prepared);
    return is_done;
}

/** A code's place, as far as its finder patterns tell: to their middles, which others never have. */
static struct quad place_of(const struct triple *triple)
{
    const struct finder *corner = &triple->corner;
    const struct finder *right = &triple->right;
    const struct finder *below = &triple->below;
    const struct point middle = { (right->x + below->x) / 2, (right->y + below->y) / 2 };

    return (struct quad){ {
        { corner->x, corner->y },
        { right->x, right->y },
        { 2 * middle.x - corner->x, 2 * middle.y - corner->y },
        { below->x, below->y },
    } };
}

static bool is_covered(const struct found *found, const struct finder *finder)
{
    return found_covers(found, (struct point){ finder->x, finder->y });
}

/** Whether one of the three belongs to a code that was read: then they are no code's. */
static bool is_taken(const struct found *found, const struct triple *triple)
{
    return is_covered(found, &triple->corner) || is_covered(found, &triple->right) ||
           is_covered(found, &triple->below);
}

/** Looks at what may be one code; what is found there is where its finder patterns are. */
static bool look_at_one(
    const struct pass *pass,
    const struct view *view,
    const struct triple *triple,
    struct found *found)
{
    struct prepared prepared = { .scale = 1 };
    struct found here = { 0 };
    if (!rectify(&view->picture, triple, &prepared.picture)) {
        return true;
    }

    prepared.is_made = true;
    const bool is_done = filter(pass, &prepared) && pass->decoder->look(&prepared.picture, &here);
    for (unsigned i = 0; i < here.count; i++) {
        here.codes[i].place = place_of(triple);
    }

    found_move(found, &here);
    release(&prepared);
    return is_done;
}

static bool look_at_rectified(const struct pass *pass, const struct view *view, struct found *found)
{
    for (unsigned i = 0; i < view->triple_count && i < RECTIFIED_MAX; i++) {
        if (!is_taken(found, &view->triples[i]) &&
            !look_at_one(pass, view, &view->triples[i], found)) {
            return false;
        }
    }

    return true;
}

/** zxing tries each three finder patterns of a picture: a page full of them would take it seconds. */
static bool is_too_much(const struct pass *pass, const struct view *view)
{
    return pass->decoder == &decoder_zxing && view->is_crowded && pass->scale != SCALE_RECTIFIED;
}

bool pass_run(const struct pass *pass, const struct view *view, struct found *found)
{
    struct found here = { 0 };
    if (!pass->decoder->look || !suits(pass, &view->picture) || is_too_much(pass, view)) {
        return true;
    }

    const bool is_done = pass->scale == SCALE_RECTIFIED ? look_at_rectified(pass, view, &here)
                                                        : look_at_scaled(pass, view, &here);
    found_move(found, &here);
    return is_done;
}
