// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/flow/field_offers_p.h"

#include "ui/flow/model_choices.h"

#include <QDir>
#include <QFileDialog>
#include <QPointer>

namespace signalbox::ui {

namespace {

void dress(QToolButton &button, const Theme &theme, const QString &icon, const QString &tip)
{
    button.setIcon(theme.icon(icon));
    button.setAutoRaise(true);
    button.setToolTip(tip);
    button.setAccessibleName(tip);
}

} // namespace

ModelOffer::ModelOffer(const FormContext &context, TextField &field, FieldSpec::Offer offer, QWidget *parent)
    : QToolButton(parent), m_context(context), m_field(field), m_isOfModels(offer == FieldSpec::Offer::Models)
{
    dress(*this, context.bench.theme(), QStringLiteral("chevron-down"), m_isOfModels ? tr("Choose a model (Alt+Down)") : tr("Choose a provider (Alt+Down)"));
    m_field.setChoices([this] { return choices(); }, m_isOfModels ? TextField::Choose::One : TextField::Choose::Several);
    connect(this, &QToolButton::clicked, this, &ModelOffer::open);
    connect(&m_field, &TextField::choicesWanted, this, &ModelOffer::open);
    connect(m_context.models, &ModelChoices::changed, this, &ModelOffer::showRead);
    m_context.models->read();
}

QString ModelOffer::provider() const
{
    const auto *value = m_context.beside ? m_context.beside("provider") : nullptr;
    return value && value->is_string() ? qt(std::string_view(value->get_string())) : QString();
}

QList<TextField::Choice> ModelOffer::choices() const
{
    return m_isOfModels ? m_context.models->modelsOf(provider()) : m_context.models->providers();
}

void ModelOffer::open()
{
    m_field.setFocus(Qt::OtherFocusReason);
    m_context.models->read();
    m_isWanted = true;
    m_hasAsked = false;
    showRead();
}

void ModelOffer::showRead()
{
    if (!m_isWanted) {
        return;
    }
    if (m_isOfModels && !m_hasAsked && m_context.models->wasRead()) {
        m_hasAsked = true;
        m_context.models->readModelsOf(provider());
    }
    const bool isReading = m_context.models->isReading();
    if (m_field.hasFocus() && !m_field.offerChoices() && !isReading) {
        sayNothing();
    }
    m_isWanted = isReading && m_field.hasFocus();
}

// A list that does not open says why.
void ModelOffer::sayNothing()
{
    auto &bench = m_context.bench;
    const auto &models = *m_context.models;
    if (!models.problem().isEmpty()) {
        bench.say(ToastMessage::Kind::Warning, models.problem());
    } else if (models.providers().isEmpty()) {
        bench.say(ToastMessage::Kind::Info, tr("No provider of models is set up yet."), tr("Set up…"), [&bench] { Q_EMIT bench.modelWanted(); });
    } else if (provider().isEmpty()) {
        bench.say(ToastMessage::Kind::Info, tr("There is more than one provider: choose the provider first."));
    } else {
        bench.say(ToastMessage::Kind::Info, tr("No models of “%1” are known here. Write the model's name.").arg(provider()));
    }
}

PathOffer::PathOffer(const FormContext &context, const FieldSpec &spec, QWidget *parent) : QToolButton(parent), m_context(context), m_spec(spec)
{
    dress(*this, context.bench.theme(), QStringLiteral("open"), tr("Choose…"));
    connect(this, &QToolButton::clicked, this, [this] {
        const QPointer<PathOffer> self(this);
        m_context.findFolder([self](const QString &folder) {
            if (self) {
                self->ask(folder);
            }
        });
    });
}

void PathOffer::ask(const QString &folder)
{
    using Offer = FieldSpec::Offer;
    const bool hasPattern = !m_spec.folderWith.empty() && m_context.beside && m_context.beside(m_spec.folderWith);
    const bool isFolder = m_spec.offer == Offer::Folder || hasPattern;
    if (!folder.isEmpty()) {
        QDir().mkpath(folder); // where the first file is to be put
    }
    auto *dialog = new QFileDialog(window(), isFolder ? tr("Choose a folder") : tr("Choose a file"), folder.isEmpty() ? QDir::homePath() : folder);
    dialog->setAttribute(Qt::WA_DeleteOnClose);
    dialog->setFileMode(isFolder ? QFileDialog::Directory : m_spec.offer == Offer::NewFile ? QFileDialog::AnyFile : QFileDialog::ExistingFile);
    if (m_spec.offer == Offer::NewFile && !isFolder) {
        dialog->setAcceptMode(QFileDialog::AcceptSave);
        dialog->setOption(QFileDialog::DontConfirmOverwrite); // nothing is written now
    }
    dialog->setLabelText(QFileDialog::Accept, tr("Choose"));
    connect(dialog, &QFileDialog::fileSelected, this, [this, folder](const QString &path) { take(folder, path); });
    dialog->open();
}

void PathOffer::take(const QString &folder, const QString &path)
{
    if (path.isEmpty()) {
        return;
    }
    const QString below = folder.isEmpty() ? path : QDir(folder).relativeFilePath(path);
    const bool isOutside = QDir::isAbsolutePath(below) || below == QLatin1String("..") || below.startsWith(QLatin1String("../"));
    if (isOutside) {
        const QString text = folder.isEmpty() ? tr("Runs reach “%1” only where their backend allows its folder.").arg(path)
                                              : tr("Runs reach “%1” only where their backend allows its folder. What is in “%2” is always in reach.").arg(path, folder);
        m_context.bench.say(ToastMessage::Kind::Warning, text);
    }
    Q_EMIT chosen(isOutside ? path : below);
}

} // namespace signalbox::ui
