// SPDX-License-Identifier: GPL-2.0-only
#include <linux/cleanup.h>
#include <linux/iommu.h>
#include <linux/module.h>
#include <linux/sched.h>
#include <linux/sched/signal.h>

#include "engine.h"
#include "iommu-sim.h"
#include "vfio-sim.h"

static void clear_registers(struct engine *engine)
{
	engine->registers = (struct engine_registers){
		.magic = VFIO_SIM_MAGIC,
		.version = VFIO_SIM_VERSION,
		.status = VFIO_SIM_STATUS_IDLE,
	};
}

void engine_init(struct engine *engine, struct device *dev)
{
	engine->dev = dev;
	mutex_init(&engine->lock);
	init_waitqueue_head(&engine->idle);
	clear_registers(engine);
}

static bool is_busy(const struct engine *engine)
{
	return READ_ONCE(engine->registers.status) == VFIO_SIM_STATUS_BUSY;
}

/* A transfer under way is stopped first. */
int engine_reset(struct engine *engine)
{
	int ret;

	mutex_lock(&engine->lock);
	while (is_busy(engine)) {
		WRITE_ONCE(engine->stop, true);
		mutex_unlock(&engine->lock);
		ret = wait_event_killable(engine->idle, !is_busy(engine));
		if (ret)
			return ret;
		mutex_lock(&engine->lock);
	}
	clear_registers(engine);
	mutex_unlock(&engine->lock);
	return 0;
}

static u64 fault_reason(enum iommu_sim_reason reason)
{
	switch (reason) {
	case IOMMU_SIM_OK:
		return VFIO_SIM_FAULT_NONE;
	case IOMMU_SIM_BLOCKED:
		return VFIO_SIM_FAULT_BLOCKED;
	case IOMMU_SIM_NOT_PRESENT:
		return VFIO_SIM_FAULT_NOT_PRESENT;
	case IOMMU_SIM_PERMISSION:
		return VFIO_SIM_FAULT_PERMISSION;
	case IOMMU_SIM_BUS:
		return VFIO_SIM_FAULT_BUS;
	}
	return VFIO_SIM_FAULT_BUS;
}

static u64 fault_access(unsigned int access)
{
	switch (access) {
	case IOMMU_READ:
		return VFIO_SIM_ACCESS_READ;
	case IOMMU_WRITE:
		return VFIO_SIM_ACCESS_WRITE;
	default:
		return 0;
	}
}

/* Moves up to a page of what is left of @job. */
static int transfer_piece(struct engine *engine, u64 command, const struct engine_registers *job,
			  struct iommu_sim_fault *fault)
{
	u64 left = job->len - job->done;
	u64 dst = job->dst + job->done;

	if (command == VFIO_SIM_COMMAND_FILL)
		return iommu_sim_fill(engine->dev, job->pasid, dst, job->pattern, left, fault);
	return iommu_sim_copy(engine->dev, job->pasid, dst, job->src + job->done, left, fault);
}

/*
 * Carries out what @job describes and leaves the outcome in it. Addresses cannot wrap: whatever the
 * device is attached to, there is nothing just below 2^64, so there is a fault before.
 */
static void transfer(struct engine *engine, u64 command, struct engine_registers *job)
{
	struct iommu_sim_fault fault = {};
	int moved;

	job->status = VFIO_SIM_STATUS_DONE;
	for (; job->done < job->len; job->done += moved) {
		if (fatal_signal_pending(current) || READ_ONCE(engine->stop)) {
			job->status = VFIO_SIM_STATUS_ABORTED;
			break;
		}
		cond_resched();
		moved = transfer_piece(engine, command, job, &fault);
		if (moved < 0) {
			job->status = VFIO_SIM_STATUS_FAULT;
			break;
		}
	}
	job->fault_reason = fault_reason(fault.reason);
	job->fault_iova = fault.iova;
	job->fault_access = fault_access(fault.access);
}

/* Returns when the transfer has ended. The lock is held on entry and on return, not in between. */
static void run(struct engine *engine, u64 command)
{
	struct engine_registers job = {
		.magic = engine->registers.magic,
		.version = engine->registers.version,
		.status = VFIO_SIM_STATUS_BUSY,
		.src = engine->registers.src,
		.dst = engine->registers.dst,
		.len = engine->registers.len,
		.pattern = engine->registers.pattern,
		.pasid = engine->registers.pasid,
	};

	engine->registers = job;
	engine->stop = false;
	mutex_unlock(&engine->lock);

	transfer(engine, command, &job);

	mutex_lock(&engine->lock);
	engine->registers = job;
	wake_up_all(&engine->idle);
}

int engine_command(struct engine *engine, u64 command)
{
	guard(mutex)(&engine->lock);
	if (is_busy(engine))
		return -EBUSY;
	if (command != VFIO_SIM_COMMAND_COPY && command != VFIO_SIM_COMMAND_FILL)
		return -EINVAL;
	run(engine, command);
	return 0;
}

MODULE_IMPORT_NS("IOMMU_SIM");
