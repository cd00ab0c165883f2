/* SPDX-License-Identifier: GPL-2.0-only */
/* The DMA engine: its registers and the transfers they start. */
#ifndef VFIO_SIM_ENGINE_H
#define VFIO_SIM_ENGINE_H

#include <linux/mutex.h>
#include <linux/types.h>
#include <linux/wait.h>

/* The values of the registers, see vfio-sim.h; all of one type, whatever width users see. */
struct engine_registers {
	u64 magic;
	u64 version;
	u64 command;
	u64 status;
	u64 src;
	u64 dst;
	u64 len;
	u64 pattern;
	u64 fault_reason;
	u64 fault_iova;
	u64 fault_access;
	u64 done;
	u64 pasid;
};

/**
 * struct engine - the DMA engine of a device
 * @dev: the device whose DMA it is
 * @lock: protects the registers and @stop; not held during a transfer, then STATUS is BUSY
 * @registers: what user space reads
 * @idle: woken when a transfer has ended
 * @stop: the transfer under way shall end
 */
struct engine {
	struct device *dev;
	struct mutex lock; /* see above */
	struct engine_registers registers;
	wait_queue_head_t idle;
	bool stop;
};

void engine_init(struct engine *engine, struct device *dev);
int engine_reset(struct engine *engine);
int engine_command(struct engine *engine, u64 command);

#endif
