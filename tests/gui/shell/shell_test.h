// SPDX-License-Identifier: GPL-3.0-or-later
// A test of the window: a folder of its own for each of its functions, and the window over it, opened anew at will.
#pragma once

#include "gui/support/shell_rig.h"
#include "support/gui_test.h"

namespace signalbox::test {

class ShellTest : public SignalboxTest
{
    Q_OBJECT

protected:
    void setUp() override { m_folder = std::make_unique<QTemporaryDir>(); }
    void tearDown() override
    {
        m_rig.reset();
        m_folder.reset();
    }
    /// A window as the files in the folder say; the one before is gone first. `prepare` comes before the session is
    /// restored.
    template<typename Prepare>
    void makeWindow(Prepare prepare)
    {
        m_rig.reset();
        m_rig = std::make_unique<ShellRig>(m_folder->path());
        m_rig->addPanes();
        prepare();
        m_rig->window.restoreSession();
    }

    std::unique_ptr<QTemporaryDir> m_folder;
    std::unique_ptr<ShellRig> m_rig;
};

} // namespace signalbox::test
