// SPDX-License-Identifier: GPL-3.0-or-later
// A pane of runs over a real backend, made anew for each test function.
#pragma once

#include "pane_rig.h"

#include "ui/runs/runs_pane.h"

namespace signalbox::test {

class RunsPaneTest : public SignalboxTest
{
protected:
    void setUp() override
    {
        m_rig = std::make_unique<PaneRig>();
        m_pane = std::make_unique<ui::RunsPane>(*m_theme, m_rig->clock);
        m_pane->resize(1200, 500);
        m_pane->show();
        QVERIFY(QTest::qWaitForWindowExposed(m_pane.get(), 30000));
    }
    void tearDown() override
    {
        m_pane.reset();
        m_rig.reset();
    }
    /// Whether so many rows are there, and no more are on their way.
    bool waitForRows(int rows)
    {
        return pumpUntil([&] { return m_pane->feed().status() == ui::RunsFeed::Status::Live && m_pane->model().rowCount() == rows && !m_pane->feed().isLoading(); }, Millis(30000));
    }

    std::unique_ptr<ui::Theme> m_theme; ///< made and dropped by the test's own initTestCase() and cleanupTestCase()
    std::unique_ptr<PaneRig> m_rig;
    std::unique_ptr<ui::RunsPane> m_pane;
};

} // namespace signalbox::test
