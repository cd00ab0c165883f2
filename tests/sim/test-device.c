// SPDX-License-Identifier: MIT OR LGPL-2.1-or-later
#include <errno.h>
#include <fcntl.h>
#include <string.h>
#include <sys/mman.h>
#include <unistd.h>

#include <vfio-sim.h>

#include "sim.h"

#define IOVA UINT64_C(0x10000000)

static void opens_by_path_as_well(void **state)
{
	struct iommufd_device *dev;

	(void)state;
	assert_ret(iommufd_device_open("/dev/vfio/devices/" SECOND_NAME, &dev), 0);
	iommufd_device_close(dev);
}

static void adopted_fd_works(void **state)
{
	struct sim *sim = *state;
	int fd = open("/dev/vfio/devices/" SECOND_NAME, O_RDWR | O_CLOEXEC);
	struct iommufd_device *dev;
	uint32_t id;

	assert_ret(iommufd_device_adopt(fd, &dev), 0);
	assert_int_equal(iommufd_device_fd(dev), fd);
	assert_ret(iommufd_device_bind(dev, sim->ctx, NULL, &id), 0);
	assert_ret(iommufd_device_attach(dev, sim->ioas, NULL), 0);
	iommufd_device_close(dev);
	assert_int_equal(fcntl(fd, F_GETFD), -1);
}

static void adopt_a_context_as_device(void **state)
{
	struct sim *sim = *state;
	struct iommufd_device *dev = NULL;

	assert_ret(iommufd_device_adopt(iommufd_fd(sim->ctx), &dev), -ENOTTY);
	assert_null(dev);
	assert_ret(iommufd_device_open("/dev/iommu", &dev), -ENOTTY);
	assert_null(dev);
}

static void unbound_device_does_nothing(void **state)
{
	struct sim *sim = *state;
	struct iommufd_region_info region = { .size = sizeof(region), .length = 7 };
	struct iommufd_device *dev;
	uint32_t hwpt = 77;

	assert_ret(iommufd_device_open(SECOND_NAME, &dev), 0);
	assert_ret(iommufd_device_attach(dev, sim->ioas, &hwpt), -EINVAL);
	assert_error("iommufd_device_attach", -EINVAL, "not bound");
	assert_ret(iommufd_device_detach(dev), -EINVAL);
	assert_ret(iommufd_device_pasid_attach(dev, 1, sim->ioas, &hwpt), -EINVAL);
	assert_ret(iommufd_device_pasid_detach(dev, 1), -EINVAL);
	assert_ret(iommufd_device_reset(dev), -EINVAL);
	assert_error("iommufd_device_reset", -EINVAL, "not bound");
	assert_ret(iommufd_device_get_region_info(dev, 0, &region), -EINVAL);
	assert_int_equal(region.length, 7);
	assert_ret(iommufd_device_region_read(dev, &sim->device.regs, 0, &hwpt, 4), -EINVAL);
	assert_int_equal(hwpt, 77);
	iommufd_device_close(dev);
}

static void bind_refuses(void **state)
{
	struct sim *sim = *state;
	struct iommufd_device *dev;
	struct iommufd *closed;
	uint32_t id = 77;

	assert_ret(iommufd_device_bind(sim->dev, sim->ctx, NULL, &id), -EINVAL);
	assert_error("iommufd_device_bind", -EINVAL, "bound already");
	assert_ret(iommufd_device_open(SECOND_NAME, &dev), 0);
	assert_ret(iommufd_open(NULL, &closed), 0);
	assert_int_equal(close(iommufd_fd(closed)), 0);
	assert_ret(iommufd_device_bind(dev, closed, NULL, &id), -EBADF);
	assert_int_equal(dup2(STDIN_FILENO, iommufd_fd(closed)), iommufd_fd(closed));
	assert_ret(iommufd_device_bind(dev, closed, NULL, &id), -EBADFD);
	iommufd_close(closed);
	assert_int_equal(id, 77);
	assert_ret(iommufd_device_bind(dev, sim->ctx, NULL, &id), 0);
	iommufd_device_close(dev);
}

static void one_user_at_a_time(void **state)
{
	struct sim *sim = *state;
	struct iommufd_device *again;
	struct iommufd *other;
	uint32_t id = 77;

	assert_ret(iommufd_open(NULL, &other), 0);
	assert_ret(iommufd_device_open(DEVICE_NAME, &again), 0);
	assert_ret(iommufd_device_bind(again, other, NULL, &id), -EINVAL);
	assert_ret(iommufd_device_bind(again, sim->ctx, NULL, &id), -EINVAL);
	assert_int_equal(id, 77);
	iommufd_device_close(again);
	iommufd_close(other);
	assert_ret(iommufd_device_attach(sim->dev, sim->ioas, NULL), 0);
}

static void device_closed_underneath(void **state)
{
	struct sim *sim = *state;
	struct iommufd_region_info region = { .size = sizeof(region), .length = 7 };
	struct iommufd_device *dev;
	uint32_t id = 77;

	assert_ret(iommufd_device_open(SECOND_NAME, &dev), 0);
	assert_int_equal(close(iommufd_device_fd(dev)), 0);
	assert_ret(iommufd_device_bind(dev, sim->ctx, NULL, &id), -EBADF);
	assert_error("iommufd_device_bind", -EBADF, "closed");
	assert_ret(iommufd_device_attach(dev, sim->ioas, &id), -EBADF);
	assert_ret(iommufd_device_detach(dev), -EBADF);
	assert_ret(iommufd_device_reset(dev), -EBADF);
	assert_ret(iommufd_device_get_region_info(dev, 0, &region), -EBADF);
	assert_int_equal(region.length, 7);
	assert_ret(iommufd_device_region_read(dev, &sim->device.regs, 0, &id, 4), -EBADF);
	assert_int_equal(id, 77);
	iommufd_device_close(dev);
}

static void closing_frees_the_id(void **state)
{
	struct sim *sim = *state;
	struct iommufd_hw_info info = { .size = sizeof(info) };
	uint32_t id;

	iommufd_device_close(sim_bind(sim, SECOND_NAME, &id));
	assert_ret(iommufd_get_hw_info(sim->ctx, id, 0, &info, NULL, 0), -ENOENT);
	iommufd_device_close(sim_bind(sim, SECOND_NAME, &id));
}

static void attach_to_an_ioas_tells_the_hwpt(void **state)
{
	struct sim *sim = *state;
	uint32_t first = 0, second = 0;

	assert_ret(iommufd_device_attach(sim->dev, sim->ioas, &first), 0);
	assert_true(first && first != sim->ioas);
	assert_ret(iommufd_device_attach(sim->dev, sim->ioas, &second), 0);
	assert_int_equal(first, second);
	assert_ret(iommufd_device_detach(sim->dev), 0);
	assert_ret(iommufd_device_detach(sim->dev), 0);
}

static void attach_refuses_and_keeps_the_old(void **state)
{
	struct sim *sim = *state;
	char *mem = sim_memory(2 * PAGE);
	uint32_t hwpt = 77;

	assert_ret(iommufd_device_attach(sim->dev, sim->ioas, NULL), 0);
	assert_ret(sim_map(sim, mem, 2 * PAGE, IOVA, RW), 0);
	assert_ret(iommufd_device_attach(sim->dev, 0xfffff, &hwpt), -ENOENT);
	assert_error("iommufd_device_attach", -ENOENT, "page table 1048575");
	assert_ret(iommufd_device_attach(sim->dev, sim->dev_id, &hwpt), -EINVAL);
	assert_int_equal(hwpt, 77);
	assert_ret(sim_device_copy(&sim->device, IOVA + PAGE, IOVA, PAGE, NULL), 0);
	munmap(mem, 2 * PAGE);
}

static void attach_with_mappings_beyond_the_iommu(void **state)
{
	struct sim *sim = *state;
	char *mem = sim_memory(PAGE);

	assert_ret(sim_map(sim, mem, PAGE, UINT64_MAX - 2 * PAGE + 1, RW), 0);
	assert_ret(iommufd_device_attach(sim->dev, sim->ioas, NULL), -EADDRINUSE);
	assert_error("iommufd_device_attach", -EADDRINUSE, "beyond");
	munmap(mem, PAGE);
}

static void success_is_silent(void **state)
{
	struct sim *sim = *state;
	struct iommufd_device *dev;
	struct iommufd *ctx;

	assert_ret(iommufd_destroy(sim->ctx, 0xfffff), -ENOENT);
	assert_ret(iommufd_open(NULL, &ctx), 0);
	assert_ret(iommufd_device_open(SECOND_NAME, &dev), 0);
	assert_error("iommufd_destroy", -ENOENT, "id 1048575");
	iommufd_device_close(dev);
	iommufd_close(ctx);
}

static void vf_token_of_a_device_that_needs_none(void **state)
{
	struct sim *sim = *state;
	struct iommufd_device_bind_opts opts = {
		.size = sizeof(opts),
		.flags = IOMMUFD_DEVICE_BIND_VF_TOKEN,
	};
	struct iommufd_device *dev;
	uint32_t id = 77;

	assert_ret(iommufd_device_open(SECOND_NAME, &dev), 0);
	assert_ret(iommufd_device_bind(dev, sim->ctx, &opts, &id), -EINVAL);
	assert_error("iommufd_device_bind", -EINVAL, "takes no VF token");
	opts.flags = 1u << 31;
	assert_ret(iommufd_device_bind(dev, sim->ctx, &opts, &id), -EINVAL);
	assert_int_equal(id, 77);
	opts.flags = 0;
	assert_ret(iommufd_device_bind(dev, sim->ctx, &opts, &id), 0);
	iommufd_device_close(dev);
}

static void pasids_of_a_device_without(void **state)
{
	struct sim *sim = *state;
	uint32_t hwpt = 77;

	assert_ret(iommufd_device_pasid_attach(sim->dev, 1, sim->ioas, &hwpt), -EINVAL);
	assert_error("iommufd_device_pasid_attach", -EINVAL, "does not fit it");
	assert_int_equal(hwpt, 77);
	assert_ret(iommufd_device_pasid_detach(sim->dev, 1), 0);
}

static void reset(void **state)
{
	struct sim *sim = *state;
	const struct iommufd_region_info *regs = &sim->device.regs;
	uint64_t value = 5;
	char *mem = sim_memory(2 * PAGE);

	sim_attach(sim);
	assert_ret(sim_map(sim, mem, 2 * PAGE, IOVA, RW), 0);
	assert_ret(iommufd_device_region_write(sim->dev, regs, VFIO_SIM_REG_SRC, &value, 8), 0);
	assert_ret(iommufd_device_reset(sim->dev), 0);
	assert_ret(iommufd_device_region_read(sim->dev, regs, VFIO_SIM_REG_SRC, &value, 8), 0);
	assert_int_equal(value, 0);
	assert_ret(sim_device_copy(&sim->device, IOVA + PAGE, IOVA, PAGE, NULL), 0);
	munmap(mem, 2 * PAGE);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		sim_test(opens_by_path_as_well),
		sim_test(adopted_fd_works),
		sim_test(adopt_a_context_as_device),
		sim_test(unbound_device_does_nothing),
		sim_test(bind_refuses),
		sim_test(one_user_at_a_time),
		sim_test(device_closed_underneath),
		sim_test(closing_frees_the_id),
		sim_test(attach_to_an_ioas_tells_the_hwpt),
		sim_test(attach_refuses_and_keeps_the_old),
		sim_test(attach_with_mappings_beyond_the_iommu),
		sim_test(success_is_silent),
		sim_test(vf_token_of_a_device_that_needs_none),
		sim_test(pasids_of_a_device_without),
		sim_test(reset),
	};

	return RUN_TESTS(tests);
}
