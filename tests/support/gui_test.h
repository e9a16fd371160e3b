// SPDX-License-Identifier: GPL-3.0-or-later
// What a test of windows has beside support/test.h: an application with widgets, without the machine's own
// settings. It runs on whatever platform QT_QPA_PLATFORM names.
#pragma once

#include "support/test.h"

#include <QApplication>
#include <QImage>

namespace signalbox::test {

void prepareGui();
void settleGui();
/// By how much two pictures differ at most: levels of 255 of a channel, 256 for pictures of different sizes.
int farthest(const QImage &a, const QImage &b);

/// With an application of another class, where a test needs one.
template<typename Application = QApplication>
int runGui(int argc, char **argv, const std::function<int(int, char **)> &body)
{
    prepareGui();
    Application application(argc, argv);
    settleGui();
    return runIn([&] { return body(argc, argv); });
}

} // namespace signalbox::test

#define SB_GUI_TEST_MAIN(TestClass) SB_GUI_TEST_MAIN_WITH(QApplication, TestClass)
#define SB_GUI_TEST_MAIN_WITH(Application, TestClass)                                                                \
    int main(int argc, char **argv)                                                                \
    {                                                                                              \
        return signalbox::test::runGui<Application>(argc, argv, [](int count, char **values) {                  \
            TestClass object;                                                                      \
            return QTest::qExec(&object, count, values);                                           \
        });                                                                                        \
    }
