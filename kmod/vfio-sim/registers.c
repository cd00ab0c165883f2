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

#define REGISTER(offset, name, access) \
	{ offset, sizeof_field(struct engine_registers, name), access, \
	  offsetof(struct engine_registers, name) }

static const struct engine_register registers[] = {
	REGISTER(VFIO_SIM_REG_MAGIC, magic, READ_ONLY),
	REGISTER(VFIO_SIM_REG_VERSION, version, READ_ONLY),
	REGISTER(VFIO_SIM_REG_COMMAND, command, COMMAND),
	REGISTER(VFIO_SIM_REG_STATUS, status, READ_ONLY),
	REGISTER(VFIO_SIM_REG_SRC, src, READ_WRITE),
	REGISTER(VFIO_SIM_REG_DST, dst, READ_WRITE),
	REGISTER(VFIO_SIM_REG_LEN, len, READ_WRITE),
	REGISTER(VFIO_SIM_REG_PATTERN, pattern, READ_WRITE),
	REGISTER(VFIO_SIM_REG_FAULT_REASON, fault_reason, READ_ONLY),
	REGISTER(VFIO_SIM_REG_FAULT_IOVA, fault_iova, READ_ONLY),
	REGISTER(VFIO_SIM_REG_FAULT_ACCESS, fault_access, READ_ONLY),
	REGISTER(VFIO_SIM_REG_DONE, done, READ_ONLY),
};

static const struct engine_register *find(u64 offset, size_t width)
{
	for (size_t i = 0; i < ARRAY_SIZE(registers); i++)
		if (registers[i].offset == offset && registers[i].width == width)
			return &registers[i];
	return NULL;
}

static void *field(struct engine *engine, const struct engine_register *reg)
{
	return (u8 *)&engine->registers + reg->field;
}

int registers_read(struct engine *engine, u64 offset, size_t width, u64 *value)
{
	const struct engine_register *reg = find(offset, width);

	if (!reg)
		return -EINVAL;
	guard(mutex)(&engine->lock);
	if (reg->width == sizeof(u32))
		*value = *(u32 *)field(engine, reg);
	else
		*value = *(u64 *)field(engine, reg);
	return 0;
}

static int store(struct engine *engine, const struct engine_register *reg, u64 value)
{
	guard(mutex)(&engine->lock);
	if (engine->registers.status == VFIO_SIM_STATUS_BUSY)
		return -EBUSY;
	if (reg->width == sizeof(u32))
		*(u32 *)field(engine, reg) = value;
	else
		*(u64 *)field(engine, reg) = value;
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
