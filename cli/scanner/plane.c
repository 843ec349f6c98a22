/* SPDX-License-Identifier: Apache-2.0 */
#include "plane.h"

#include <math.h>
#include <string.h>

enum {
    UNKNOWNS = 8,
};

/** Linear equations: each row the factors of the unknowns, and what they sum up to. */
struct system {
    double rows[UNKNOWNS][UNKNOWNS + 1];
};

/** Adds an equation to the normal equations of least squares. */
static void add(struct system *system, const double equation[UNKNOWNS + 1])
{
    for (int i = 0; i < UNKNOWNS; i++) {
        for (int j = 0; j <= UNKNOWNS; j++) {
            system->rows[i][j] += equation[i] * equation[j];
        }
    }
}

static void swap_rows(struct system *system, int i, int j)
{
    double row[UNKNOWNS + 1];
    memcpy(row, system->rows[i], sizeof row);
    memcpy(system->rows[i], system->rows[j], sizeof row);
    memcpy(system->rows[j], row, sizeof row);
}

static int largest_below(const struct system *system, int column)
{
    int best = column;
    for (int i = column + 1; i < UNKNOWNS; i++) {
        if (fabs(system->rows[i][column]) > fabs(system->rows[best][column])) {
            best = i;
        }
    }

    return best;
}

/** Gauss and Jordan, with the largest pivot of each column; false: no single solution. */
static bool solve(struct system *system, double out[UNKNOWNS])
{
    for (int column = 0; column < UNKNOWNS; column++) {
        swap_rows(system, column, largest_below(system, column));
        const double pivot = system->rows[column][column];
        if (fabs(pivot) < 1e-12) {
            return false;
        }

        for (int i = 0; i < UNKNOWNS; i++) {
            const double factor = i == column ? 0 : system->rows[i][column] / pivot;
            for (int j = column; j <= UNKNOWNS; j++) {
                system->rows[i][j] -= factor * system->rows[column][j];
            }
        }
    }

    for (int i = 0; i < UNKNOWNS; i++) {
        out[i] = system->rows[i][UNKNOWNS] / system->rows[i][i];
    }

    return true;
}

bool plane_fit(const struct pin *pins, size_t count, double size, struct plane *out)
{
    struct system system = { 0 };
    double found[UNKNOWNS];

    /* Multiplied by the denominator, both equations of a pin are linear in the unknowns. */
    for (size_t i = 0; i < count; i++) {
        const double u = pins[i].module.x / size;
        const double v = pins[i].module.y / size;
        const double x = pins[i].pixel.x / size;
        const double y = pins[i].pixel.y / size;
        add(&system, (const double[]){ u, v, 1, 0, 0, 0, -u * x, -v * x, x });
        add(&system, (const double[]){ 0, 0, 0, u, v, 1, -u * y, -v * y, y });
    }

    if (count < 4 || !solve(&system, found)) {
        return false;
    }

    *out = (struct plane){
        found[0], found[1],        found[2] * size, found[3],
        found[4], found[5] * size, found[6] / size, found[7] / size,
    };
    return true;
}
