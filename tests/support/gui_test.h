// SPDX-License-Identifier: GPL-3.0-or-later
// What a test of windows has beside support/test.h: an application with widgets, without the machine's own
// settings. It runs on whatever platform QT_QPA_PLATFORM names.
#pragma once

#include "support/test.h"

#include <QApplication>

namespace signalbox::test {

int runGui(int argc, char **argv, const std::function<int(int, char **)> &body);

} // namespace signalbox::test

#define SB_GUI_TEST_MAIN(TestClass)                                                                \
    int main(int argc, char **argv)                                                                \
    {                                                                                              \
        return signalbox::test::runGui(argc, argv, [](int count, char **values) {                  \
            TestClass object;                                                                      \
            return QTest::qExec(&object, count, values);                                           \
        });                                                                                        \
    }
