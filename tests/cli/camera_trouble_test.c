/* SPDX-License-Identifier: Apache-2.0 */
#include "camera_trouble.h"

#include "test.h"

#include <errno.h>
#include <string.h>

static const struct {
    enum camera_problem problem;
    int number;
    const char *what;
    const char *hint; /* a part of it */
    const char *what_zh;
    const char *hint_zh;
} troubles[] = {
    { CAMERA_MISSING, ENOENT, "camera 'hall': it is not there", "plug it in", "不存在", "请插好" },
    { CAMERA_NO_PERMISSION,
      EACCES,
      "camera 'hall': it cannot be opened",
      "group 'video'",
      "无法打开",
      "'video' 组" },
    { CAMERA_BUSY, EBUSY, "camera 'hall': it is in use", "fuser", "正被占用", "请关闭该程序" },
    { CAMERA_UNPLUGGED,
      ENODEV,
      "camera 'hall': it is gone",
      "plug it in and start again",
      "已断开",
      "请插好后重新开始" },
    { CAMERA_NOT_A_CAMERA,
      ENOTTY,
      "camera 'hall': it is none",
      ".mjpeg",
      "它不是摄像头",
      ".mjpeg" },
    { CAMERA_NO_FORMAT,
      0,
      "camera 'hall': its pictures cannot be read",
      "another camera",
      "无法读取其图像",
      "其他摄像头" },
    { CAMERA_SILENT,
      0,
      "camera 'hall': it gives no picture",
      "another socket",
      "没有图像",
      "换一个接口" },
    { CAMERA_BROKEN,
      0,
      "camera 'hall': it cannot be read to its end",
      "record it again",
      "无法完整读取",
      "请重新录制" },
    { CAMERA_FAILED,
      EMFILE,
      "camera 'hall': it cannot be used",
      "wallet doctor",
      "无法使用",
      "wallet doctor" },
};

TEST(says_what_is_wrong_and_what_to_do_in_both_languages)
{
    for (size_t i = 0; i < sizeof troubles / sizeof *troubles; i++) {
        const struct camera_trouble trouble = { .problem = troubles[i].problem,
                                                .number = troubles[i].number };
        struct story story = { 0 };
        struct session session = { .language = WALLET_ENGLISH, .story = &story };

        CHECK_EQUAL(camera_complain(&session, "hall", &trouble), EXIT_CODE_FILE);
        CHECK_TEXT(story.what, troubles[i].what);
        CHECK(story.why[0] != '\0');
        CHECK(strstr(story.hint, troubles[i].hint));

        session.language = WALLET_CHINESE;
        CHECK_EQUAL(camera_complain(&session, "hall", &trouble), EXIT_CODE_FILE);
        CHECK(strstr(story.what, troubles[i].what_zh));
        CHECK(strstr(story.hint, troubles[i].hint_zh));
    }
}
