// SPDX-License-Identifier: MIT OR LGPL-2.1-or-later
#include <errno.h>
#include <string.h>

#include "../../libiommufd/uapi/vfio.h"
#include "../test.h"
#include "fake-ioctl.h"
#include "private.h"

static struct iommufd_device dev = { .fd = 77, .dev_id = 9 };

static void bad_parameters(void **state)
{
	struct iommufd_pci_hot_reset_device device;
	uint32_t num = 1, allowed;

	(void)state;
	fake_ioctl_expect(0);
	assert_refuses_null(iommufd_device_get_pci_hot_reset_info(NULL, &device, &num, &allowed),
			    "dev");
	assert_refuses_null(iommufd_device_get_pci_hot_reset_info(&dev, NULL, &num, &allowed),
			    "devices");
	assert_refuses_null(iommufd_device_get_pci_hot_reset_info(&dev, &device, NULL, &allowed),
			    "num_devices");
	assert_refuses_null(iommufd_device_get_pci_hot_reset_info(&dev, &device, &num, NULL),
			    "allowed");
	assert_refuses_null(iommufd_device_pci_hot_reset(NULL), "dev");
	num = UINT32_MAX;
	assert_ret(iommufd_device_get_pci_hot_reset_info(&dev, &device, &num, &allowed),
		   -EOVERFLOW);
	assert_int_equal(num, UINT32_MAX);
	assert_int_equal(fake_ioctl.calls, 0);
}

static void answer_too_many(void *wire)
{
	((struct vfio_pci_hot_reset_info *)wire)->count = 2;
}

static void array_that_is_too_small(void **state)
{
	uint32_t num = 0, allowed = 7;

	(void)state;
	fake_ioctl_expect(ENOSPC);
	fake_ioctl.answer = answer_too_many;
	assert_ret(iommufd_device_get_pci_hot_reset_info(&dev, NULL, &num, &allowed), -ENOSPC);
	assert_error("iommufd_device_get_pci_hot_reset_info", -ENOSPC, "num_devices now says");
	assert_int_equal(num, 2);
	assert_int_equal(allowed, 7);
}

static void success_with_more_than_there_is_room_for(void **state)
{
	struct iommufd_pci_hot_reset_device device = { .dev_id = 77 };
	uint32_t num = 1, allowed = 7;

	(void)state;
	fake_ioctl_expect(0);
	fake_ioctl.answer = answer_too_many;
	assert_ret(iommufd_device_get_pci_hot_reset_info(&dev, &device, &num, &allowed), -ENOSPC);
	assert_int_equal(num, 2);
	assert_int_equal(allowed, 7);
	assert_int_equal(device.dev_id, 77);
}

static uint32_t owner, flags;

static void answer_two(void *wire)
{
	const struct vfio_pci_dependent_device devices[2] = { { 9, 1, 2, 0x10 },
							      { owner, 1, 2, 0x11 } };
	struct vfio_pci_hot_reset_info *cmd = wire;

	cmd->count = 2;
	cmd->flags = flags;
	memcpy(cmd + 1, devices, sizeof(devices));
}

static void devices_are_handed_over(void **state)
{
	const struct vfio_pci_hot_reset_info *wire = (const void *)fake_ioctl.wire;
	struct iommufd_pci_hot_reset_device devices[100];
	uint32_t num = 100, allowed = 7;

	(void)state;
	owner = (uint32_t)VFIO_PCI_DEVID_NOT_OWNED;
	flags = VFIO_PCI_HOT_RESET_FLAG_DEV_ID;
	fake_ioctl_expect(0);
	fake_ioctl.answer = answer_two;
	assert_ret(iommufd_device_get_pci_hot_reset_info(&dev, devices, &num, &allowed), 0);
	assert_int_equal(num, 2);
	assert_int_equal(allowed, 0);
	assert_int_equal(devices[0].dev_id, 9);
	assert_int_equal(devices[1].dev_id, IOMMUFD_PCI_HOT_RESET_NOT_OWNED);
	assert_int_equal(devices[1].segment, 1);
	assert_int_equal(devices[1].bus, 2);
	assert_int_equal(devices[1].devfn, 0x11);
	owner = VFIO_PCI_DEVID_OWNED;
	flags |= VFIO_PCI_HOT_RESET_FLAG_DEV_ID_OWNED;
	assert_ret(iommufd_device_get_pci_hot_reset_info(&dev, devices, &num, &allowed), 0);
	assert_int_equal(wire->argsz, sizeof(*wire) + 2 * sizeof(devices[0]));
	assert_int_equal(allowed, 1);
	assert_int_equal(devices[1].dev_id, IOMMUFD_PCI_HOT_RESET_OWNED);
}

static void reset(void **state)
{
	const struct vfio_pci_hot_reset *wire = (const void *)fake_ioctl.wire;

	(void)state;
	fake_ioctl_expect(EINVAL, 0);
	assert_ret(iommufd_device_pci_hot_reset(&dev), -EINVAL);
	assert_error("iommufd_device_pci_hot_reset", -EINVAL, "reset too");
	assert_ret(iommufd_device_pci_hot_reset(&dev), 0);
	assert_int_equal(fake_ioctl.request, VFIO_DEVICE_PCI_HOT_RESET);
	assert_int_equal(wire->argsz, sizeof(*wire));
	assert_int_equal(wire->flags, 0);
	assert_int_equal(wire->count, 0);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(bad_parameters),
		cmocka_unit_test(array_that_is_too_small),
		cmocka_unit_test(success_with_more_than_there_is_room_for),
		cmocka_unit_test(devices_are_handed_over),
		cmocka_unit_test(reset),
	};

	return RUN_TESTS(tests);
}
