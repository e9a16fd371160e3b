// SPDX-License-Identifier: GPL-3.0-or-later
// The way to a first model, for whoever has none: servers that answer on the backend's machine, providers by a key, or on
// with example answers. A part of a page, in nobody's way.
#pragma once

#include "api/model_calls.h"
#include "ui/link/backend_link.h"
#include "ui/theme/theme.h"
#include "ui/widgets/renewable_scope.h"

#include <QDialog>
#include <QPointer>
#include <QWidget>

class QGridLayout;
class QPushButton;

namespace signalbox::ui {

class CardButton;
class TextLabel;

/// Thread: the GUI thread, which is the client's.
class ModelGuide : public QWidget
{
    Q_OBJECT
public:
    explicit ModelGuide(const Theme &theme, QWidget *parent = nullptr);
    ~ModelGuide() override;

    /// The backend that is to have a model. The link outlives the guide.
    void follow(BackendLink &link);
    /// A person does not want it: it stays away until it is asked for.
    void setSkipped(bool isSkipped);
    /// A person asks for it: it is there now, also where a provider is set up.
    void ask();
    /// Whether it has anything to say: nobody has skipped it and no provider is set up, or it was asked for.
    bool isWanted() const { return m_isWanted; }
    /// Reads again whether a provider is set up.
    void refresh();

    QList<CardButton *> servers() const { return m_servers; }
    QList<CardButton *> makers() const { return m_makers; }
    CardButton &examples() { return *m_examples; }
    QPushButton &skipButton() { return *m_skip; }
    /// That connects a provider; null while none is open.
    QDialog *dialog() const { return m_dialog; }

Q_SIGNALS:
    void wantedChanged(bool isWanted);
    /// A person goes on without it; that is to be remembered.
    void skipped();
    void examplesRequested();
    void connected(const QString &provider);

protected:
    void showEvent(QShowEvent *event) override;
    void resizeEvent(QResizeEvent *event) override;
    void paintEvent(QPaintEvent *event) override;

private:
    static Task<void> read(ModelGuide *self, client::Client *client, std::stop_token stop);
    static Task<void> look(ModelGuide *self, client::Client *client, std::stop_token stop);
    void showWanted();
    void offer(std::vector<api::DiscoveredServer> servers);
    void connectProvider(api::ProviderView start);
    void closeDialog();
    void arrange();

    const Theme &m_theme;
    BackendLink *m_link = nullptr;
    QGridLayout *m_cards;
    QList<CardButton *> m_servers;
    QList<CardButton *> m_makers;
    CardButton *m_examples;
    TextLabel *m_looking;
    QPushButton *m_skip;
    QPointer<QDialog> m_dialog;
    std::vector<std::string> m_taken; ///< ids of the providers that there are
    bool m_wasRead = false;
    bool m_hasLooked = false;
    bool m_isSkipped = false;
    bool m_isAsked = false;
    bool m_isWanted = false;
    RenewableScope m_scope;
};

} // namespace signalbox::ui
