/* SPDX-License-Identifier: Apache-2.0 */
#include "camera_trouble.h"

#include "output.h"

#include <errno.h>

/** The three lines of a problem. */
struct story_of {
    const char *what;
    const char *what_zh;
    const char *why;
    const char *why_zh;
    const char *hint;
    const char *hint_zh;
};

static const struct story_of stories[] = {
    [CAMERA_MISSING] = {
        "it is not there",
        "不存在",
        "no device has this number or name, and no file does",
        "没有这个编号或名称的设备，也没有这个文件",
        "plug it in, and see 'wallet doctor' for those that are there",
        "请插好摄像头，再用 'wallet doctor' 查看现有的摄像头",
    },
    [CAMERA_NO_PERMISSION] = {
        "it cannot be opened",
        "无法打开",
        "this user has no permission for it",
        "当前用户没有使用它的权限",
        "have this user added to the group 'video' ('sudo usermod -aG video NAME'), and log in again",
        "请将该用户加入 'video' 组（'sudo usermod -aG video 用户名'），然后重新登录",
    },
    [CAMERA_BUSY] = {
        "it is in use",
        "正被占用",
        "another program, or another window of a browser, has it",
        "另一程序或浏览器的其他窗口正在使用它",
        "close that one; 'fuser -v /dev/video*' may tell which it is",
        "请关闭该程序；'fuser -v /dev/video*' 可显示是哪一个",
    },
    [CAMERA_UNPLUGGED] = {
        "it is gone",
        "已断开",
        "it was unplugged, or lost its power",
        "它被拔出或断电",
        "plug it in and start again",
        "请插好后重新开始",
    },
    [CAMERA_NOT_A_CAMERA] = {
        "it is none",
        "它不是摄像头",
        "it is neither a device that takes pictures nor a recording",
        "它既不是拍摄设备，也不是录像",
        "give a number or name that 'wallet doctor' shows, or a file .y4m or .mjpeg",
        "请指定 'wallet doctor' 显示的编号或名称，或 .y4m、.mjpeg 文件",
    },
    [CAMERA_NO_FORMAT] = {
        "its pictures cannot be read",
        "无法读取其图像",
        "they are in a format that is not known here",
        "图像格式不受支持",
        "take another camera; grey, YUV 4:2:0, YUYV, UYVY and JPEG with 8 bits are read",
        "请换用其他摄像头；支持 8 位的灰度、YUV 4:2:0、YUYV、UYVY 和 JPEG",
    },
    [CAMERA_SILENT] = {
        "it gives no picture",
        "没有图像",
        "it was waited for, and none that is whole came",
        "等待后仍没有完整的图像",
        "plug it in again, into another socket where that does not help",
        "请重新插上；若无效，请换一个接口",
    },
    [CAMERA_BROKEN] = {
        "it cannot be read to its end",
        "无法完整读取",
        "the recording is damaged or cut off",
        "录像已损坏或不完整",
        "record it again",
        "请重新录制",
    },
};

static enum exit_code complain_failure(const struct session *session, const char *name, int number)
{
    char text[160];

    complain(
        session, SAY(session, "camera '%s': it cannot be used", "摄像头 '%s'：无法使用"), name);
    why(session, "%s", output_problem(session, number != 0 ? number : EIO, text));
    hint(
        session,
        SAY(session,
            "plug it in again; 'wallet doctor' looks at all cameras",
            "请重新插上；'wallet doctor' 可检查所有摄像头"));
    return EXIT_CODE_FILE;
}

enum exit_code camera_complain(
    const struct session *session, const char *name, const struct camera_trouble *trouble)
{
    const size_t place = (size_t)trouble->problem;

    if (trouble->problem == CAMERA_NO_MEMORY) {
        return complain_memory(session);
    }
    if (place >= sizeof stories / sizeof stories[0] || !stories[place].what) {
        return complain_failure(session, name, trouble->number);
    }

    const struct story_of *story = &stories[place];
    complain(
        session,
        SAY(session, "camera '%s': %s", "摄像头 '%s'：%s"),
        name,
        SAY(session, story->what, story->what_zh));
    why(session, "%s", SAY(session, story->why, story->why_zh));
    hint(session, "%s", SAY(session, story->hint, story->hint_zh));
    return EXIT_CODE_FILE;
}
