/* SPDX-License-Identifier: GPL-2.0-only */
/* Access to the registers by offset and width. */
#ifndef VFIO_SIM_REGISTERS_H
#define VFIO_SIM_REGISTERS_H

#include <linux/types.h>

struct engine;

int registers_read(struct engine *engine, u64 offset, size_t width, u64 *value);
int registers_write(struct engine *engine, u64 offset, size_t width, u64 value);

#endif
