// SPDX-License-Identifier: GPL-3.0-or-later
// A window with panes and documents as the product has them, over files in a temporary folder.
#pragma once

#include "ui/shell/action_registry.h"
#include "ui/shell/command_palette.h"
#include "ui/shell/document_area.h"
#include "ui/shell/layouts.h"
#include "ui/shell/main_window.h"
#include "ui/shell/settings.h"
#include "ui/shell/settings_dialog.h"
#include "ui/shell/state_file.h"
#include "ui/theme/style.h"
#include "ui/theme/theme.h"
#include "ui/widgets/empty_state.h"
#include "ui/widgets/row_delegate.h"
#include "ui/widgets/search_field.h"
#include "ui/widgets/text_label.h"

#include <QBoxLayout>
#include <QCheckBox>
#include <QComboBox>
#include <QFormLayout>
#include <QListView>
#include <QPainter>
#include <QPlainTextEdit>
#include <QSpinBox>
#include <QStandardItemModel>
#include <QTemporaryDir>

namespace signalbox::test {

/// A document that says what was asked of it.
class RigDocument : public ui::Document
{
    Q_OBJECT
public:
    RigDocument(const ui::Theme &theme, QString location, QString title)
        : m_theme(theme)
        , m_location(std::move(location))
        , m_title(std::move(title))
    {
        setFocusPolicy(Qt::StrongFocus);
    }

    QString location() const override { return m_location; }
    QString title() const override { return m_title; }
    bool isModified() const override { return modified; }
    bool mayClose() override { return mayGo; }
    bool canPerform(const QString &command) const override { return performable.contains(command); }
    void perform(const QString &command) override { performed << command; }

    QStringList performable = {QStringLiteral("edit.undo"), QStringLiteral("run.start"), QStringLiteral("view.zoomIn")};
    QStringList performed;
    bool modified = false;
    bool mayGo = true;

protected:
    void paintEvent(QPaintEvent *) override;

private:
    const ui::Theme &m_theme;
    QString m_location;
    QString m_title;
};

struct ShellRig
{
    explicit ShellRig(const QString &folder);
    ~ShellRig();

    ui::Theme theme;
    ui::StateFile settingsFile;
    ui::StateFile sessionFile;
    ui::Settings settings;
    ui::ActionRegistry actions;
    ui::MainWindow window;

    /// The panes of the product, with contents of their kinds.
    void addPanes();
    RigDocument *addDocument(const QString &location, const QString &title);
    void fillStartPage();
};

} // namespace signalbox::test
