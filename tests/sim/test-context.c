// SPDX-License-Identifier: MIT OR LGPL-2.1-or-later
#include <errno.h>
#include <fcntl.h>
#include <string.h>
#include <unistd.h>

#include "sim.h"

static void fd_is_not_inherited(void **state)
{
	struct sim *sim = *state;

	assert_true(fcntl(iommufd_fd(sim->ctx), F_GETFD) & FD_CLOEXEC);
	assert_true(fcntl(iommufd_device_fd(sim->dev), F_GETFD) & FD_CLOEXEC);
}

static void adopted_fd_is_the_same_context(void **state)
{
	struct sim *sim = *state;
	struct iommufd *twin;
	int fd = dup(iommufd_fd(sim->ctx));

	assert_ret(iommufd_adopt(fd, &twin), 0);
	assert_int_equal(iommufd_fd(twin), fd);
	assert_ret(iommufd_destroy(twin, sim->ioas), 0);
	iommufd_close(twin);
	assert_int_equal(fcntl(fd, F_GETFD), -1);
	assert_ret(iommufd_destroy(sim->ctx, sim->ioas), -ENOENT);
}

static void ids_belong_to_one_context(void **state)
{
	struct sim *sim = *state;
	struct iommufd *other;

	assert_ret(iommufd_open(NULL, &other), 0);
	assert_ret(iommufd_destroy(other, sim->ioas), -ENOENT);
	iommufd_close(other);
}

static void adopt_a_device_as_context(void **state)
{
	struct sim *sim = *state;
	struct iommufd *ctx = NULL;

	assert_ret(iommufd_adopt(iommufd_device_fd(sim->dev), &ctx), -ENOTTY);
	assert_null(ctx);
	assert_error("iommufd_adopt", -ENOTTY, "no iommufd");
	assert_ret(iommufd_device_detach(sim->dev), 0);
}

static void open_a_device_as_context(void **state)
{
	struct iommufd *ctx = NULL;

	(void)state;
	assert_ret(iommufd_open("/dev/vfio/devices/" SECOND_NAME, &ctx), -ENOTTY);
	assert_null(ctx);
}

static void destroy_what_is_not_there(void **state)
{
	struct sim *sim = *state;

	assert_ret(iommufd_destroy(sim->ctx, 0), -ENOENT);
	assert_ret(iommufd_destroy(sim->ctx, 0xfffffff0), -ENOENT);
	assert_error("iommufd_destroy", -ENOENT, "id 4294967280");
	assert_ret(iommufd_destroy(sim->ctx, sim->ioas), 0);
	assert_ret(iommufd_destroy(sim->ctx, sim->ioas), -ENOENT);
}

static void destroy_what_is_in_use(void **state)
{
	struct sim *sim = *state;
	uint32_t hwpt;

	assert_ret(iommufd_hwpt_alloc(sim->ctx, sim->dev_id, sim->ioas, NULL, &hwpt), 0);
	assert_ret(iommufd_destroy(sim->ctx, sim->ioas), -EBUSY);
	assert_error("iommufd_destroy", -EBUSY, "other objects still use it");
	assert_ret(iommufd_device_attach(sim->dev, hwpt, NULL), 0);
	assert_ret(iommufd_destroy(sim->ctx, hwpt), -EBUSY);
	assert_ret(iommufd_destroy(sim->ctx, sim->dev_id), -EBUSY);
	assert_ret(iommufd_device_detach(sim->dev), 0);
	assert_ret(iommufd_destroy(sim->ctx, hwpt), 0);
	assert_ret(iommufd_destroy(sim->ctx, sim->ioas), 0);
}

/* What remains to be told of a context whose file is gone; the number could be another file's. */
static void context_closed_underneath(void **state)
{
	struct sim *sim = *state;
	struct iommufd *ctx;
	uint64_t iova = 0;
	uint32_t num = 0, id = 7;
	char byte;

	assert_ret(iommufd_open(NULL, &ctx), 0);
	assert_int_equal(close(iommufd_fd(ctx)), 0);
	assert_ret(iommufd_ioas_alloc(ctx, &id), -EBADF);
	assert_error("iommufd_ioas_alloc", -EBADF, "was closed");
	assert_ret(iommufd_ioas_iova_ranges(ctx, 1, NULL, &num, NULL), -EBADF);
	assert_ret(iommufd_ioas_map(ctx, 1, &byte, 1, RW, &iova), -EBADF);
	assert_ret(iommufd_ioas_map_file(ctx, 1, 0, 0, 1, RW, &iova), -EBADF);
	assert_ret(iommufd_ioas_unmap(ctx, 1, 0, 1, NULL), -EBADF);
	assert_ret(iommufd_hwpt_alloc(ctx, 1, 1, NULL, &id), -EBADF);
	assert_ret(iommufd_destroy(ctx, 1), -EBADF);
	assert_int_equal(id, 7);
	iommufd_close(ctx);
	assert_ret(iommufd_device_detach(sim->dev), 0);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		sim_test(fd_is_not_inherited),	     sim_test(adopted_fd_is_the_same_context),
		sim_test(ids_belong_to_one_context), sim_test(adopt_a_device_as_context),
		sim_test(open_a_device_as_context),  sim_test(destroy_what_is_not_there),
		sim_test(destroy_what_is_in_use),    sim_test(context_closed_underneath),
	};

	return RUN_TESTS(tests);
}
