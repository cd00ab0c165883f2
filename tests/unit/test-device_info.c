// SPDX-License-Identifier: MIT OR LGPL-2.1-or-later
#include <errno.h>
#include <string.h>

#include "../../libiommufd/uapi/vfio.h"
#include "../test.h"
#include "fake-ioctl.h"
#include "private.h"

static struct iommufd_device dev = { .fd = 77, .dev_id = 9 };

/* What the kernel has: more than fits on the library's stack. */
static struct {
	struct vfio_device_info info;
	struct vfio_device_info_cap_pci_atomic_comp atomic;
	struct vfio_info_cap_header util;
	char text[600];
} answer;

static void set_up_answer(void)
{
	memset(&answer, 0, sizeof(answer));
	answer.info.flags = VFIO_DEVICE_FLAGS_PCI | VFIO_DEVICE_FLAGS_CAPS;
	answer.info.num_regions = 9;
	answer.info.num_irqs = 5;
	answer.info.cap_offset = sizeof(answer.info);
	answer.atomic.header.id = VFIO_DEVICE_INFO_CAP_PCI_ATOMIC_COMP;
	answer.atomic.header.next = offsetof(typeof(answer), util);
	answer.atomic.flags = VFIO_PCI_ATOMIC_COMP32 | VFIO_PCI_ATOMIC_COMP128;
	answer.util.id = VFIO_DEVICE_INFO_CAP_ZPCI_UTIL;
	memset(answer.text, 'x', sizeof(answer.text));
	fake_ioctl_expect(0);
}

static void give(void *wire)
{
	struct vfio_device_info *cmd = wire;
	uint32_t argsz = cmd->argsz;

	memcpy(cmd, &answer, argsz < sizeof(answer) ? sizeof(*cmd) : sizeof(answer));
	cmd->argsz = argsz < sizeof(answer) ? (uint32_t)sizeof(answer) : argsz;
	if (argsz < sizeof(answer))
		cmd->cap_offset = 0;
}

static void bad_parameters(void **state)
{
	struct iommufd_device_info info = { .size = 8, .flags = 7 };
	uint32_t number = 1;

	(void)state;
	fake_ioctl_expect(0);
	assert_refuses_null(iommufd_device_get_info(NULL, &info), "dev");
	assert_refuses_null(iommufd_device_get_info(&dev, NULL), "info");
	assert_refuses_null(iommufd_device_get_info_cap(NULL, 5, NULL, &number), "dev");
	assert_refuses_null(iommufd_device_get_info_cap(&dev, 5, NULL, NULL), "length");
	assert_refuses_null(iommufd_device_get_info_cap(&dev, 5, NULL, &number), "data");
	assert_refuses_null(iommufd_device_get_pci_atomic_comp(NULL, &number), "dev");
	assert_refuses_null(iommufd_device_get_pci_atomic_comp(&dev, NULL), "flags");
	assert_ret(iommufd_device_get_info(&dev, &info), -EINVAL);
	assert_error("iommufd_device_get_info", -EINVAL, "size");
	assert_int_equal(info.flags, 7);
	assert_int_equal(fake_ioctl.calls, 0);
}

static void info_is_handed_over(void **state)
{
	struct iommufd_device_info info = { .size = sizeof(info), .flags = 77 };
	struct vfio_device_info *wire = (struct vfio_device_info *)fake_ioctl.wire;

	(void)state;
	set_up_answer();
	fake_ioctl_expect(EINVAL, 0);
	fake_ioctl.answer = give;
	assert_ret(iommufd_device_get_info(&dev, &info), -EINVAL);
	assert_error("iommufd_device_get_info", -EINVAL, "id 9: the device is not bound");
	assert_int_equal(info.flags, 77);
	assert_ret(iommufd_device_get_info(&dev, &info), 0);
	assert_int_equal(wire->argsz, sizeof(*wire));
	assert_int_equal(info.flags, IOMMUFD_DEVICE_PCI | IOMMUFD_DEVICE_CAPS);
	assert_int_equal(info.num_regions, 9);
	assert_int_equal(info.num_irqs, 5);
}

static void atomic_comp(void **state)
{
	uint32_t flags = 77;

	(void)state;
	set_up_answer();
	fake_ioctl.answer = give;
	assert_ret(iommufd_device_get_pci_atomic_comp(&dev, &flags), 0);
	assert_int_equal(flags, IOMMUFD_PCI_ATOMIC_COMP32 | IOMMUFD_PCI_ATOMIC_COMP128);
	answer.atomic.header.id = 99;
	assert_ret(iommufd_device_get_pci_atomic_comp(&dev, &flags), -ENODATA);
	assert_error("iommufd_device_get_pci_atomic_comp", -ENODATA, "no such capability");
	assert_int_equal(flags, IOMMUFD_PCI_ATOMIC_COMP32 | IOMMUFD_PCI_ATOMIC_COMP128);
}

static void a_long_capability(void **state)
{
	char data[sizeof(answer.util) + sizeof(answer.text)];
	uint32_t length = 0;

	(void)state;
	set_up_answer();
	fake_ioctl.answer = give;
	assert_ret(iommufd_device_get_info_cap(&dev, IOMMUFD_DEVICE_CAP_ZPCI_UTIL, NULL, &length),
		   -EMSGSIZE);
	assert_int_equal(length, sizeof(data));
	assert_ret(iommufd_device_get_info_cap(&dev, IOMMUFD_DEVICE_CAP_ZPCI_UTIL, data, &length),
		   0);
	assert_memory_equal(data, &answer.util, sizeof(data));
	assert_ret(iommufd_device_get_info_cap(&dev, 1234, data, &length), -ENODATA);
}

static void a_capability_that_is_too_short(void **state)
{
	uint32_t flags = 77;

	(void)state;
	set_up_answer();
	fake_ioctl.answer = give;
	answer.atomic.header.next = sizeof(answer.info) + sizeof(answer.atomic.header);
	assert_ret(iommufd_device_get_pci_atomic_comp(&dev, &flags), -EIO);
	assert_int_equal(flags, 77);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(bad_parameters),
		cmocka_unit_test(info_is_handed_over),
		cmocka_unit_test(atomic_comp),
		cmocka_unit_test(a_long_capability),
		cmocka_unit_test(a_capability_that_is_too_short),
	};

	return RUN_TESTS(tests);
}
