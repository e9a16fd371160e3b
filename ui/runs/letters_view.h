// SPDX-License-Identifier: GPL-3.0-or-later
// Dead letters: steps that failed for good. A person looks at what they were given, changes it, and has them done
// again, one or many, or puts them away.
#pragma once

#include "api/dead_letter_calls.h"
#include "ui/runs/inbox_view.h"

class QPushButton;

namespace signalbox::ui {

class JsonView;
class ValueEditor;

class LettersView : public InboxView
{
    Q_OBJECT
public:
    LettersView(const Theme &theme, const Clock &clock, QWidget *parent = nullptr);
    ~LettersView() override;

    ValueEditor &input() { return *m_input; }
    QPushButton *replayButton() const { return m_replay; }
    QPushButton *discardButton() const { return m_discard; }
    /// What is shown, as the backend gave it; nothing while several or none is chosen.
    const std::optional<api::DeadLetterView> &shown() const { return m_shown; }

private:
    Task<Result<InboxPage>> read(client::Client *client, bool all, std::string before, std::stop_token stop) override;
    bool isShown(const InboxItem &item) const override;
    void showNone() override;
    Task<void> readOne(client::Client *client, std::string id, std::stop_token stop) override;
    static Task<void> act(LettersView *self, client::Client *client, std::vector<std::string> ids, std::optional<json::Value> input, bool replay, std::stop_token stop);
    void showLetter();
    void begin(bool replay);
    void setBusy(bool busy);

    std::optional<api::DeadLetterView> m_shown;
    QStackedWidget *m_pages;
    TextLabel *m_hint;
    ElidedLabel *m_title;
    ElidedLabel *m_facts;
    TextLabel *m_error;
    QSplitter *m_values;
    ValueEditor *m_input;
    JsonView *m_config;
    QPushButton *m_replay;
    QPushButton *m_discard;
    QPushButton *m_run;
    bool m_isBusy = false;
};

} // namespace signalbox::ui
