// SPDX-License-Identifier: GPL-2.0-only
#include <linux/array_size.h>
#include <linux/cleanup.h>
#include <linux/errno.h>
#include <linux/stddef.h>

#include "engine.h"
#include "registers.h"
#include "vfio-sim.h"

enum register_access {
	READ_ONLY,
	READ_WRITE,
	COMMAND, /* reads as 0; a write starts a transfer */
};

struct engine_register {
	u64 offset;
	size_t width;
	enum register_access access;
	size_t field; /* in struct engine_registers */
};

#define FIELD(name) offsetof(struct engine_registers, name)

static const struct engine_register registers[] = {
	{ VFIO_SIM_REG_MAGIC, 4, READ_ONLY, FIELD(magic) },
	{ VFIO_SIM_REG_VERSION, 4, READ_ONLY, FIELD(version) },
	{ VFIO_SIM_REG_COMMAND, 4, COMMAND, FIELD(command) },
	{ VFIO_SIM_REG_STATUS, 4, READ_ONLY, FIELD(status) },
	{ VFIO_SIM_REG_SRC, 8, READ_WRITE, FIELD(src) },
	{ VFIO_SIM_REG_DST, 8, READ_WRITE, FIELD(dst) },
	{ VFIO_SIM_REG_LEN, 8, READ_WRITE, FIELD(len) },
	{ VFIO_SIM_REG_PATTERN, 4, READ_WRITE, FIELD(pattern) },
	{ VFIO_SIM_REG_FAULT_REASON, 4, READ_ONLY, FIELD(fault_reason) },
	{ VFIO_SIM_REG_FAULT_IOVA, 8, READ_ONLY, FIELD(fault_iova) },
	{ VFIO_SIM_REG_FAULT_ACCESS, 4, READ_ONLY, FIELD(fault_access) },
	{ VFIO_SIM_REG_DONE, 8, READ_ONLY, FIELD(done) },
	{ VFIO_SIM_REG_PASID, 4, READ_WRITE, FIELD(pasid) },
};

static const struct engine_register *find(u64 offset, size_t width)
{
	for (size_t i = 0; i < ARRAY_SIZE(registers); i++)
		if (registers[i].offset == offset && registers[i].width == width)
			return &registers[i];
	return NULL;
}

static u64 *field(struct engine *engine, const struct engine_register *reg)
{
	return (void *)&engine->registers + reg->field;
}

int registers_read(struct engine *engine, u64 offset, size_t width, u64 *value)
{
	const struct engine_register *reg = find(offset, width);

	if (!reg)
		return -EINVAL;
	guard(mutex)(&engine->lock);
	*value = *field(engine, reg);
	return 0;
}

static int store(struct engine *engine, const struct engine_register *reg, u64 value)
{
	guard(mutex)(&engine->lock);
	if (engine->registers.status == VFIO_SIM_STATUS_BUSY)
		return -EBUSY;
	*field(engine, reg) = value;
	return 0;
}

int registers_write(struct engine *engine, u64 offset, size_t width, u64 value)
{
	const struct engine_register *reg = find(offset, width);

	if (!reg || reg->access == READ_ONLY)
		return -EINVAL;
	if (reg->access == COMMAND)
		return engine_command(engine, value);
	return store(engine, reg, value);
}
