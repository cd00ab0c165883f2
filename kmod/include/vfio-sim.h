/* SPDX-License-Identifier: GPL-2.0-only WITH Linux-syscall-note */
/*
 * The register interface of the vfio-sim device: VFIO region 0.
 *
 * Version 2 added PASID. All registers are little-endian and are accessed with their own width at
 * their own offset; any other access is refused with EINVAL, and so are a write to a read-only
 * register and an unknown command. A transfer is described in SRC, DST, LEN, PATTERN and PASID and
 * started by a write to COMMAND. STATUS is BUSY until it has ended; a driver polls it. A transfer
 * that meets a fault stops there: STATUS is FAULT, the FAULT_* registers say why, and DONE tells
 * how many bytes were moved before. They are 0 while STATUS is BUSY. A write to any register but a
 * read-only one while STATUS is BUSY is refused with EBUSY. VFIO_DEVICE_RESET ends a transfer and
 * sets every register to its initial value, 0 but for MAGIC and VERSION; so does binding the
 * device.
 */
#ifndef VFIO_SIM_H
#define VFIO_SIM_H

#define VFIO_SIM_REGION_INDEX 0
#define VFIO_SIM_REGION_SIZE  4096

#define VFIO_SIM_MAGIC	 0x4d495356 /* "VSIM" */
#define VFIO_SIM_VERSION 2

/* offset, width, access */
#define VFIO_SIM_REG_MAGIC	  0x00 /* 32 ro: VFIO_SIM_MAGIC */
#define VFIO_SIM_REG_VERSION	  0x04 /* 32 ro: VFIO_SIM_VERSION */
#define VFIO_SIM_REG_COMMAND	  0x08 /* 32 wo: VFIO_SIM_COMMAND_*; reads as 0 */
#define VFIO_SIM_REG_STATUS	  0x0c /* 32 ro: VFIO_SIM_STATUS_* */
#define VFIO_SIM_REG_SRC	  0x10 /* 64 rw: IOVA read from (COPY) */
#define VFIO_SIM_REG_DST	  0x18 /* 64 rw: IOVA written to */
#define VFIO_SIM_REG_LEN	  0x20 /* 64 rw: bytes */
#define VFIO_SIM_REG_PATTERN	  0x28 /* 32 rw: low byte is the byte FILL writes */
#define VFIO_SIM_REG_FAULT_REASON 0x2c /* 32 ro: VFIO_SIM_FAULT_* of the last transfer */
#define VFIO_SIM_REG_FAULT_IOVA	  0x30 /* 64 ro: the first IOVA that could not be accessed */
#define VFIO_SIM_REG_FAULT_ACCESS 0x38 /* 32 ro: VFIO_SIM_ACCESS_* */
#define VFIO_SIM_REG_DONE	  0x40 /* 64 ro: bytes the last transfer moved */
#define VFIO_SIM_REG_PASID	  0x48 /* 32 rw: PASID of the accesses, 0: they have none */

/* Transfers do not overlap: copying between overlapping IOVA ranges has no defined result. */
#define VFIO_SIM_COMMAND_COPY 1
#define VFIO_SIM_COMMAND_FILL 2

#define VFIO_SIM_STATUS_IDLE	0 /* nothing was started since reset */
#define VFIO_SIM_STATUS_BUSY	1
#define VFIO_SIM_STATUS_DONE	2
#define VFIO_SIM_STATUS_FAULT	3
#define VFIO_SIM_STATUS_ABORTED 4 /* the process that started it was killed */

#define VFIO_SIM_FAULT_NONE	   0
#define VFIO_SIM_FAULT_BLOCKED	   1 /* the device, or the PASID, is attached to no page table */
#define VFIO_SIM_FAULT_NOT_PRESENT 2 /* the page table has no entry for the IOVA */
#define VFIO_SIM_FAULT_PERMISSION  3 /* the entry forbids the access */
#define VFIO_SIM_FAULT_BUS	   4 /* the address translated to is not memory */

#define VFIO_SIM_ACCESS_READ  1
#define VFIO_SIM_ACCESS_WRITE 2

#endif
