// SPDX-License-Identifier: MIT OR LGPL-2.1-or-later
/*
 * The whole way once: a device copies user memory through an I/O page table.
 *
 *	dma-copy [DEVICE]
 *
 * DEVICE is a VFIO character device of the vfio-sim driver: a path, or a name below
 * /dev/vfio/devices; its vfio0 if not given. To have one on any machine:
 * kmod/vm/run -- build/examples/dma-copy
 */
#include <inttypes.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/mman.h>

#include <iommufd.h>

#include "sim-device.h"

#define LENGTH	 (64 * 1024)
#define SRC_IOVA 0x10000000

/* The library tells why a call failed; there is nothing to clean up that exit does not. */
static void check(int ret)
{
	if (!ret)
		return;
	fprintf(stderr, "dma-copy: %s\n", iommufd_error_message());
	exit(1);
}

static void fail(const char *what)
{
	fprintf(stderr, "dma-copy: %s\n", what);
	exit(1);
}

static unsigned char *user_memory(void)
{
	void *mem = mmap(NULL, LENGTH, PROT_READ | PROT_WRITE, MAP_SHARED | MAP_ANONYMOUS, -1, 0);

	if (mem == MAP_FAILED)
		fail("no memory");
	return mem;
}

static void copy_and_compare(struct sim_device *sim, uint64_t dst_iova, unsigned char *dst,
			     unsigned char *src)
{
	for (size_t i = 0; i < LENGTH; i++)
		src[i] = (unsigned char)(i * 7 + i / 256);
	if (sim_device_copy(sim, dst_iova, SRC_IOVA, LENGTH, NULL))
		fail("the device did not copy");
	printf("copied     the device moved %d bytes from IOVA 0x%x to IOVA 0x%" PRIx64 "\n",
	       LENGTH, SRC_IOVA, dst_iova);
	if (memcmp(dst, src, LENGTH))
		fail("the bytes differ");
	printf("compared   %d bytes in user memory: equal\n", LENGTH);
}

static void unmap_and_look(struct iommufd *ctx, uint32_t ioas_id, struct sim_device *sim,
			   uint64_t dst_iova)
{
	struct sim_transfer transfer;
	uint64_t unmapped;

	check(iommufd_ioas_unmap(ctx, ioas_id, SRC_IOVA, LENGTH, &unmapped));
	printf("unmapped   %" PRIu64 " bytes at IOVA 0x%x\n", unmapped, SRC_IOVA);
	if (!sim_device_copy(sim, dst_iova, SRC_IOVA, LENGTH, &transfer))
		fail("the device still reads what was unmapped");
	printf("refused    the device reads IOVA 0x%" PRIx64 " again: %s; %" PRIu64
	       " bytes moved\n",
	       transfer.fault_iova, sim_fault_text(transfer.fault_reason), transfer.done);
}

int main(int argc, char **argv)
{
	const char *name = argc > 1 ? argv[1] : "/dev/vfio/devices/vfio0";
	uint32_t dev_id, ioas_id, hwpt_id;
	uint64_t src_iova = SRC_IOVA, dst_iova;
	struct iommufd_device *dev;
	unsigned char *src = user_memory();
	unsigned char *dst = user_memory();
	struct sim_device sim;
	struct iommufd *ctx;

	if (argc > 2 || name[0] == '-') {
		printf("usage: dma-copy [DEVICE]\n\nDEVICE: a vfio-sim device, a path or a name "
		       "below /dev/vfio/devices (default vfio0)\n");
		return argc == 2 && !strcmp(name, "--help") ? 0 : 2;
	}

	check(iommufd_open(NULL, &ctx));
	printf("opened     /dev/iommu with libiommufd %s\n", iommufd_version());

	check(iommufd_device_open(name, &dev));
	check(iommufd_device_bind(dev, ctx, NULL, &dev_id));
	if (sim_device_init(&sim, dev))
		fail("this is not a vfio-sim device");
	printf("bound      %s as device %" PRIu32 "\n", name, dev_id);

	check(iommufd_ioas_alloc(ctx, &ioas_id));
	printf("allocated  IOAS %" PRIu32 "\n", ioas_id);

	check(iommufd_ioas_map(ctx, ioas_id, src, LENGTH,
			       IOMMUFD_IOAS_MAP_READABLE | IOMMUFD_IOAS_MAP_FIXED_IOVA, &src_iova));
	printf("mapped     %d bytes of user memory at %p to IOVA 0x%" PRIx64
	       ", readable, where we said\n",
	       LENGTH, (void *)src, src_iova);
	check(iommufd_ioas_map(ctx, ioas_id, dst, LENGTH, IOMMUFD_IOAS_MAP_WRITEABLE, &dst_iova));
	printf("mapped     %d bytes of user memory at %p to IOVA 0x%" PRIx64
	       ", writeable, where the kernel chose\n",
	       LENGTH, (void *)dst, dst_iova);

	check(iommufd_hwpt_alloc(ctx, dev_id, ioas_id, NULL, &hwpt_id));
	printf("allocated  HWPT %" PRIu32 " for device %" PRIu32 " from IOAS %" PRIu32 "\n",
	       hwpt_id, dev_id, ioas_id);
	check(iommufd_device_attach(dev, hwpt_id, NULL));
	printf("attached   device %" PRIu32 " to HWPT %" PRIu32 "\n", dev_id, hwpt_id);

	copy_and_compare(&sim, dst_iova, dst, src);
	unmap_and_look(ctx, ioas_id, &sim, dst_iova);

	check(iommufd_device_detach(dev));
	check(iommufd_destroy(ctx, hwpt_id));
	check(iommufd_destroy(ctx, ioas_id));
	iommufd_device_close(dev);
	iommufd_close(ctx);
	printf("closed     device detached, HWPT and IOAS destroyed, files closed\n");
	return 0;
}
