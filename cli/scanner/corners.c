/* SPDX-License-Identifier: Apache-2.0 */
#include "corners.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

enum {
    SIDES = 4,
    RAYS = 15,      /* to each side */
    RAYS_LEAST = 6, /* that must meet a border for it to be believed */
    STEPS = 10,     /* a module */
    REACH = 6,      /* modules */
    BORDERS = 3,    /* that a ray crosses: 1.5, 2.5 and 3.5 modules from the centre */
};

/* Of a side, from its middle, on which rays end: the corners themselves are blunt. */
static const double used_width = 0.8;

/** A finder pattern that is being measured. */
struct measure {
    const struct grey *picture;
    struct spot centre;
    struct spot u; /* a module to the right, and one down, in pixels, roughly */
    struct spot v;
    double contrast;
    double threshold;
};

/** A line: all places with x * normal.x + y * normal.y = distance. */
struct line {
    struct spot normal;
    double distance;
};

double grey_between(const struct grey *picture, struct spot at)
{
    /* What is no number comes out as the edge, too. */
    const double x = fmax(fmin(at.x - 0.5, picture->width - 1.001), 0);
    const double y = fmax(fmin(at.y - 0.5, picture->height - 1.001), 0);
    const size_t left = (size_t)x;
    const size_t top = (size_t)y;
    const double right = x - (double)left;
    const double below = y - (double)top;
    const size_t next = left + 1 < picture->width ? 1 : 0;
    const uint8_t *row = picture->pixels + top * picture->width + left;
    const uint8_t *under = top + 1 < picture->height ? row + picture->width : row;

    return (row[0] * (1 - right) + row[next] * right) * (1 - below) +
           (under[0] * (1 - right) + under[next] * right) * below;
}

/** A place so many modules right of and below the centre. */
static struct spot place(const struct measure *measure, double s, double t)
{
    return (struct spot){
        measure->centre.x + s * measure->u.x + t * measure->v.x,
        measure->centre.y + s * measure->u.y + t * measure->v.y,
    };
}

/** The place `along` modules from the centre on a ray to a side; `across` is -1 to 1 along that side. */
static struct spot on_ray(const struct measure *measure, int side, double across, double along)
{
    switch (side) {
    case 0: return place(measure, across * along, -along);
    case 1: return place(measure, along, across * along);
    case 2: return place(measure, -across * along, along);
    default: return place(measure, -along, -across * along);
    }
}

/** The mean of three places beside each other, so that a speck is no border. */
static double look(const struct measure *measure, int side, double across, double along)
{
    const double aside = along > 0.5 ? 0.25 / along : 0;
    double sum = 0;

    for (int i = -1; i <= 1; i++) {
        sum += grey_between(measure->picture, on_ray(measure, side, across + i * aside, along));
    }

    return sum / 3;
}

/** Half-way between the dark square in the middle and the light ring around it; false: no such thing. */
static bool choose_threshold(struct measure *measure)
{
    double dark = 0;
    double light = 0;

    for (int side = 0; side < SIDES; side++) {
        for (int i = -2; i <= 2; i++) {
            dark += look(measure, side, i / 2.5, 0.7);
            light += look(measure, side, i / 2.5, 2);
        }
    }

    measure->contrast = (light - dark) / (5 * SIDES);
    measure->threshold = (dark + light) / 2 / (5 * SIDES);
    return measure->contrast > 4;
}

/** Follows a ray outwards over the three borders; false: it does not meet them. */
static bool follow(const struct measure *measure, int side, double across, double out[BORDERS])
{
    double before = look(measure, side, across, 0.5);
    int border = 0;

    for (int i = STEPS / 2 + 1; i < REACH * STEPS && border < BORDERS; i++) {
        const double along = (double)i / STEPS;
        const double here = look(measure, side, across, along);
        const bool is_crossed =
            border == 1 ? here <= measure->threshold : here > measure->threshold;
        if (is_crossed) {
            const double part =
                here == before ? 1 : (measure->threshold - before) / (here - before);
            out[border++] = along - (1 - fmin(fmax(part, 0), 1)) / STEPS;
        }
        before = here;
    }

    return border == BORDERS && out[0] > 0.7 && out[1] - out[0] > 0.3 && out[2] - out[1] > 0.3;
}

/** The line nearest to all of these places. */
static struct line fit(const struct spot *spots, int count)
{
    struct spot mean = { 0 };
    for (int i = 0; i < count; i++) {
        mean.x += spots[i].x / count;
        mean.y += spots[i].y / count;
    }

    double xx = 0;
    double xy = 0;
    double yy = 0;
    for (int i = 0; i < count; i++) {
        const double x = spots[i].x - mean.x;
        const double y = spots[i].y - mean.y;
        xx += x * x;
        xy += x * y;
        yy += y * y;
    }

    const double angle = atan2(2 * xy, xx - yy) / 2;
    const struct spot normal = { -sin(angle), cos(angle) };
    return (struct line){ normal, normal.x * mean.x + normal.y * mean.y };
}

static double offset(const struct line *line, struct spot spot)
{
    return fabs(line->normal.x * spot.x + line->normal.y * spot.y - line->distance);
}

/** Fits again without the third that lies farthest off: what a data module or a speck did. */
static struct line fit_most(struct spot *spots, int count)
{
    const struct line first = fit(spots, count);
    const int kept = count - count / 3;

    for (int i = 0; i < kept; i++) {
        int nearest = i;
        for (int j = i + 1; j < count; j++) {
            if (offset(&first, spots[j]) < offset(&first, spots[nearest])) {
                nearest = j;
            }
        }

        const struct spot spot = spots[i];
        spots[i] = spots[nearest];
        spots[nearest] = spot;
    }

    return fit(spots, kept);
}

/** The outer and the inner border on one side. */
static bool measure_side(const struct measure *measure, int side, struct line out[2])
{
    struct spot outer[RAYS];
    struct spot inner[RAYS];
    int count = 0;

    for (int i = 0; i < RAYS; i++) {
        const double across = (2.0 * i / (RAYS - 1) - 1) * used_width;
        double borders[BORDERS];
        if (follow(measure, side, across, borders)) {
            inner[count] = on_ray(measure, side, across, borders[0]);
            outer[count] = on_ray(measure, side, across, borders[2]);
            count++;
        }
    }

    if (count < RAYS_LEAST) {
        return false;
    }

    out[0] = fit_most(outer, count);
    out[1] = fit_most(inner, count);
    return true;
}

static bool meet(const struct line *a, const struct line *b, struct spot *out)
{
    const double sine = a->normal.x * b->normal.y - a->normal.y * b->normal.x;
    if (fabs(sine) < 0.3) {
        return false;
    }

    *out = (struct spot){
        (a->distance * b->normal.y - b->distance * a->normal.y) / sine,
        (b->distance * a->normal.x - a->distance * b->normal.x) / sine,
    };
    return true;
}

static bool measure_corners(const struct measure *measure, struct finder_corners *out)
{
    struct line lines[SIDES][2];
    for (int side = 0; side < SIDES; side++) {
        if (!measure_side(measure, side, lines[side])) {
            return false;
        }
    }

    /* The corner before side i, clockwise. */
    out->centre = measure->centre;
    out->contrast = measure->contrast;
    for (int i = 0; i < SIDES; i++) {
        const int before = (i + SIDES - 1) % SIDES;
        if (!meet(&lines[before][0], &lines[i][0], &out->corners[i]) ||
            !meet(&lines[before][1], &lines[i][1], &out->corners[SIDES + i])) {
            return false;
        }
    }

    return true;
}

/** From one pattern to another, as long as a module of the first. */
static struct spot direction(
    const struct finder *from, const struct finder *to, const struct finder *of)
{
    const double x = to->x - from->x;
    const double y = to->y - from->y;
    const double length = hypot(x, y);

    /* The rows and columns that measured the module crossed it aslant. */
    const double module = of->module * fmax(fabs(x), fabs(y)) / length;
    return (struct spot){ x / length * module, y / length * module };
}

bool corners_find(
    const struct grey *picture, const struct triple *triple, struct finder_corners out[3])
{
    const struct finder *finders[] = { &triple->corner, &triple->right, &triple->below };

    for (int i = 0; i < 3; i++) {
        struct measure measure = {
            .picture = picture,
            .centre = { finders[i]->x, finders[i]->y },
            .u = direction(&triple->corner, &triple->right, finders[i]),
            .v = direction(&triple->corner, &triple->below, finders[i]),
        };
        if (!choose_threshold(&measure) || !measure_corners(&measure, &out[i])) {
            return false;
        }
    }

    return true;
}
