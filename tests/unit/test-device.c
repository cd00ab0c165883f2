// SPDX-License-Identifier: MIT OR LGPL-2.1-or-later
#include <errno.h>
#include <fcntl.h>
#include <limits.h>
#include <string.h>
#include <unistd.h>

#include "../../libiommufd/uapi/vfio.h"
#include "../test.h"
#include "fake-ioctl.h"
#include "private.h"

static struct iommufd_device *const untouched = (struct iommufd_device *)0x1234;
static const uint8_t *seen_token;

static void null_parameters(void **state)
{
	struct iommufd_device dev = { .fd = -1 };
	struct iommufd ctx = { .fd = -1 };
	uint32_t id;

	(void)state;
	assert_refuses_null(iommufd_device_open(NULL, NULL), "name");
	assert_refuses_null(iommufd_device_open("vfio0", NULL), "dev");
	assert_refuses_null(iommufd_device_adopt(0, NULL), "dev");
	assert_refuses_null(iommufd_device_fd(NULL), "dev");
	assert_refuses_null(iommufd_device_bind(NULL, &ctx, NULL, &id), "dev");
	assert_refuses_null(iommufd_device_bind(&dev, NULL, NULL, &id), "ctx");
	assert_refuses_null(iommufd_device_bind(&dev, &ctx, NULL, NULL), "dev_id");
	assert_refuses_null(iommufd_device_attach(NULL, 1, NULL), "dev");
	assert_refuses_null(iommufd_device_detach(NULL), "dev");
	assert_refuses_null(iommufd_device_pasid_attach(NULL, 1, 1, NULL), "dev");
	assert_refuses_null(iommufd_device_pasid_detach(NULL, 1), "dev");
	assert_refuses_null(iommufd_device_reset(NULL), "dev");
	iommufd_device_close(NULL);
}

static void names_and_paths(void **state)
{
	struct iommufd_device *dev = untouched;
	char longest[PATH_MAX];

	(void)state;
	assert_ret(iommufd_device_open("", &dev), -EINVAL);
	assert_error("iommufd_device_open", -EINVAL, "name: EINVAL");
	assert_ret(iommufd_device_open("no-such-device", &dev), -ENOENT);
	assert_error("iommufd_device_open", -ENOENT, "/dev/vfio/devices/no-such-device: ENOENT");
	assert_ret(iommufd_device_open("/no/such/file", &dev), -ENOENT);
	assert_error("iommufd_device_open", -ENOENT, " /no/such/file: ENOENT");
	fake_ioctl_expect(ENOTTY);
	assert_ret(iommufd_device_open("/dev/null", &dev), -ENOTTY);
	assert_error("iommufd_device_open", -ENOTTY, "no VFIO device");
	memset(longest, 'x', sizeof(longest) - 1);
	longest[sizeof(longest) - 1] = 0;
	assert_ret(iommufd_device_open(longest, &dev), -ENAMETOOLONG);
	assert_ptr_equal(dev, untouched);
}

static void adopt_what_is_no_device(void **state)
{
	struct iommufd_device *dev = untouched;
	int fd = open("/dev/null", O_RDWR | O_CLOEXEC);

	(void)state;
	fake_ioctl_expect(EBADF, ENOTTY);
	assert_ret(iommufd_device_adopt(-1, &dev), -EBADF);
	assert_ret(iommufd_device_adopt(fd, &dev), -ENOTTY);
	assert_ptr_equal(dev, untouched);
	assert_int_equal(close(fd), 0);
}

/* A device that is bound with id 9. */
static struct iommufd_device bound = { .fd = 77, .dev_id = 9 };

static void answer_bind(void *wire)
{
	struct vfio_device_bind_iommufd *cmd = wire;
	static uint8_t token[16];

	cmd->out_devid = 42;
	if (cmd->flags)
		seen_token = memcpy(token, (void *)(uintptr_t)cmd->token_uuid_ptr, sizeof(token));
}

static void bind_without_options(void **state)
{
	struct vfio_device_bind_iommufd *wire = (struct vfio_device_bind_iommufd *)fake_ioctl.wire;
	struct iommufd_device dev = { .fd = 77 };
	struct iommufd ctx = { .fd = 55 };
	uint32_t id = 7;

	(void)state;
	fake_ioctl_expect(EBUSY, 0);
	fake_ioctl.answer = answer_bind;
	assert_ret(iommufd_device_bind(&dev, &ctx, NULL, &id), -EBUSY);
	assert_int_equal(id, 7);
	assert_ret(iommufd_device_bind(&dev, &ctx, NULL, &id), 0);
	assert_int_equal(id, 42);
	assert_int_equal(fake_ioctl.fd, 77);
	assert_int_equal(wire->argsz, sizeof(*wire));
	assert_int_equal(wire->iommufd, 55);
	assert_int_equal(wire->flags, 0);
	assert_int_equal(wire->token_uuid_ptr, 0);
}

static void bind_with_a_token(void **state)
{
	struct vfio_device_bind_iommufd *wire = (struct vfio_device_bind_iommufd *)fake_ioctl.wire;
	struct iommufd_device_bind_opts opts = {
		.size = sizeof(opts),
		.flags = IOMMUFD_DEVICE_BIND_VF_TOKEN,
		.vf_token = "0123456789abcde",
	};
	struct iommufd_device dev = { .fd = 77 };
	struct iommufd ctx = { .fd = 55 };
	uint32_t id;

	(void)state;
	fake_ioctl_expect(0);
	fake_ioctl.answer = answer_bind;
	assert_ret(iommufd_device_bind(&dev, &ctx, &opts, &id), 0);
	assert_int_equal(wire->flags, VFIO_DEVICE_BIND_FLAG_TOKEN);
	assert_memory_equal(seen_token, "0123456789abcde", 16);
	fake_ioctl_expect(EACCES);
	assert_ret(iommufd_device_bind(&dev, &ctx, NULL, &id), -EACCES);
	assert_error("iommufd_device_bind", -EACCES, "VF token");
}

static void bind_options_of_another_version(void **state)
{
	struct {
		struct iommufd_device_bind_opts known;
		uint32_t newer;
	} opts = { { .size = sizeof(opts) }, .newer = 1 };
	struct iommufd_device dev = { .fd = 77 };
	struct iommufd ctx = { .fd = 55 };
	uint32_t id = 7;

	(void)state;
	fake_ioctl_expect(0);
	assert_ret(iommufd_device_bind(&dev, &ctx, &opts.known, &id), -E2BIG);
	assert_error("iommufd_device_bind", -E2BIG, "opts: E2BIG");
	opts.known.size = 4;
	assert_ret(iommufd_device_bind(&dev, &ctx, &opts.known, &id), -EINVAL);
	assert_int_equal(id, 7);
	assert_int_equal(fake_ioctl.calls, 0);
}

static void answer_attach(void *wire)
{
	((struct vfio_device_attach_iommufd_pt *)wire)->pt_id = 42;
}

static void attach_and_detach(void **state)
{
	struct vfio_device_attach_iommufd_pt *wire =
		(struct vfio_device_attach_iommufd_pt *)fake_ioctl.wire;
	uint32_t hwpt = 7;

	(void)state;
	fake_ioctl_expect(EINVAL, 0);
	fake_ioctl.answer = answer_attach;
	assert_ret(iommufd_device_attach(&bound, 3, &hwpt), -EINVAL);
	assert_int_equal(hwpt, 7);
	assert_ret(iommufd_device_attach(&bound, 3, &hwpt), 0);
	assert_int_equal(hwpt, 42);
	assert_int_equal(wire->argsz, sizeof(*wire));
	assert_int_equal(wire->pt_id, 3);
	assert_int_equal(wire->flags, 0);
	fake_ioctl_expect(0);
	assert_ret(iommufd_device_detach(&bound), 0);
	assert_int_equal(wire->flags, 0);
}

static void attach_and_detach_a_pasid(void **state)
{
	struct vfio_device_attach_iommufd_pt *attach =
		(struct vfio_device_attach_iommufd_pt *)fake_ioctl.wire;
	struct vfio_device_detach_iommufd_pt *detach =
		(struct vfio_device_detach_iommufd_pt *)fake_ioctl.wire;
	uint32_t hwpt = 7;

	(void)state;
	fake_ioctl_expect(EOPNOTSUPP, 0);
	fake_ioctl.answer = answer_attach;
	assert_ret(iommufd_device_pasid_attach(&bound, 0xfffff, 3, &hwpt), -EOPNOTSUPP);
	assert_error("iommufd_device_pasid_attach", -EOPNOTSUPP, "id 9, page table 42: ");
	assert_int_equal(hwpt, 7);
	assert_ret(iommufd_device_pasid_attach(&bound, 0xfffff, 3, &hwpt), 0);
	assert_int_equal(hwpt, 42);
	assert_int_equal(attach->argsz, sizeof(*attach));
	assert_int_equal(attach->flags, VFIO_DEVICE_ATTACH_PASID);
	assert_int_equal(attach->pt_id, 3);
	assert_int_equal(attach->pasid, 0xfffff);
	assert_ret(iommufd_device_pasid_attach(&bound, 1, 3, NULL), 0);
	fake_ioctl_expect(0);
	assert_ret(iommufd_device_pasid_detach(&bound, 0xfffff), 0);
	assert_int_equal(detach->argsz, sizeof(*detach));
	assert_int_equal(detach->flags, VFIO_DEVICE_DETACH_PASID);
	assert_int_equal(detach->pasid, 0xfffff);
}

static void reset(void **state)
{
	(void)state;
	fake_ioctl_expect(EAGAIN, 0);
	assert_ret(iommufd_device_reset(&bound), -EAGAIN);
	assert_error("iommufd_device_reset", -EAGAIN, "id 9: ");
	assert_ret(iommufd_device_reset(&bound), 0);
	assert_int_equal(fake_ioctl.request, VFIO_DEVICE_RESET);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(null_parameters),
		cmocka_unit_test(names_and_paths),
		cmocka_unit_test(adopt_what_is_no_device),
		cmocka_unit_test(bind_without_options),
		cmocka_unit_test(bind_with_a_token),
		cmocka_unit_test(bind_options_of_another_version),
		cmocka_unit_test(attach_and_detach),
		cmocka_unit_test(attach_and_detach_a_pasid),
		cmocka_unit_test(reset),
	};

	return RUN_TESTS(tests);
}
