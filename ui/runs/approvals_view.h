// SPDX-License-Identifier: GPL-3.0-or-later
// Approvals: what runs ask persons. One looks at the data, changes it where it should be another, and approves or
// rejects, with a word on why.
#pragma once

#include "api/approval_calls.h"
#include "ui/runs/inbox_view.h"

#include <optional>

class QLineEdit;
class QPushButton;

namespace signalbox::ui {

class ValueEditor;

class ApprovalsView : public InboxView
{
    Q_OBJECT
public:
    ApprovalsView(const Theme &theme, const Clock &clock, QWidget *parent = nullptr);
    ~ApprovalsView() override;

    ValueEditor &data() { return *m_data; }
    QLineEdit &comment() { return *m_comment; }
    QPushButton *approveButton() const { return m_approve; }
    QPushButton *rejectButton() const { return m_reject; }
    /// What is shown, as the backend gave it; nothing while several or none is chosen.
    const std::optional<api::ApprovalView> &shown() const { return m_shown; }

private:
    Task<Result<InboxPage>> read(client::Client *client, bool all, std::string before, std::stop_token stop) override;
    bool isShown(const InboxItem &item) const override;
    void showNone() override;
    Task<void> readOne(client::Client *client, std::string id, std::stop_token stop) override;
    static Task<void> decide(ApprovalsView *self, client::Client *client, std::vector<std::string> ids, api::ApprovalDecideParams decision, std::stop_token stop);
    void showApproval();
    void begin(api::ApprovalDecision decision);
    void setBusy(bool busy);

    std::optional<api::ApprovalView> m_shown;
    QStackedWidget *m_pages;
    TextLabel *m_hint;
    TextLabel *m_title;
    ElidedLabel *m_facts;
    TextLabel *m_message;
    ValueEditor *m_data;
    QLineEdit *m_comment;
    QPushButton *m_approve;
    QPushButton *m_reject;
    QPushButton *m_run;
    bool m_isBusy = false;
};

} // namespace signalbox::ui
