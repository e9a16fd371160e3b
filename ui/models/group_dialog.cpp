// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/models/group_dialog.h"

#include "ui/models/model_words.h"
#include "ui/models/store_provider.h"
#include "ui/widgets/banner.h"
#include "ui/widgets/pane_tools.h"
#include "ui/widgets/run_text.h"
#include "ui/widgets/text_label.h"
#include "ui/words/words.h"

#include <QBoxLayout>
#include <QComboBox>
#include <QCoreApplication>
#include <QDialogButtonBox>
#include <QFormLayout>
#include <QLineEdit>
#include <QPushButton>
#include <QScrollArea>
#include <QSpinBox>
#include <QToolButton>

namespace signalbox::ui {

using namespace models;
using runs::fromUtf8;

namespace {

constexpr int kMostMembers = 100;
constexpr int kMostWeight = 1000;
constexpr auto kStrategies = {api::Strategy::InOrder,       api::Strategy::RoundRobin, api::Strategy::Weighted, api::Strategy::LeastBusy,
                              api::Strategy::LowestLatency, api::Strategy::LowestCost, api::Strategy::BestScore};

QString meaningOf(api::Strategy strategy)
{
    switch (strategy) {
    case api::Strategy::InOrder: return GroupDialog::tr("The first is asked; the next ones only where it fails.");
    case api::Strategy::RoundRobin: return GroupDialog::tr("Each is asked in its turn.");
    case api::Strategy::Weighted: return GroupDialog::tr("By turns, as often as the weights say.");
    case api::Strategy::LeastBusy: return GroupDialog::tr("The one with the fewest calls under way.");
    case api::Strategy::LowestLatency: return GroupDialog::tr("The one whose first token came soonest lately.");
    case api::Strategy::LowestCost: return GroupDialog::tr("The one that costs least, as far as its price is known.");
    case api::Strategy::BestScore: return GroupDialog::tr("Cost, latency, quality and health together; quality is what you say it is.");
    }
    return {};
}

} // namespace

GroupMemberRow::GroupMemberRow(const Theme &theme, const QStringList &providers, api::GroupMember member, QWidget *parent)
    : QWidget(parent)
    , m_start(std::move(member))
    , m_provider(new QComboBox)
    , m_model(new QLineEdit(fromUtf8(m_start.model)))
    , m_weight(new QSpinBox)
    , m_quality(new QDoubleSpinBox)
    , m_up(iconButton(theme, QStringLiteral("chevron-up"), tr("Move up")))
    , m_remove(iconButton(theme, QStringLiteral("close"), tr("Take out of the group")))
{
    m_provider->addItems(providers);
    m_provider->setAccessibleName(tr("Provider"));
    const QString provider = fromUtf8(m_start.provider);
    if (!provider.isEmpty() && m_provider->findText(provider) < 0) {
        m_provider->addItem(provider); // it was removed since; that is said when the group is stored
    }
    m_provider->setCurrentIndex(std::max(0, m_provider->findText(provider)));
    m_model->setAccessibleName(tr("Model"));
    m_model->setPlaceholderText(tr("Its model by default"));
    m_weight->setRange(0, kMostWeight);
    m_weight->setValue(int(std::clamp<std::int64_t>(m_start.weight, 0, kMostWeight)));
    m_weight->setAccessibleName(tr("Weight"));
    m_weight->setToolTip(m_weight->accessibleName());
    m_quality->setRange(-0.1, 1);
    m_quality->setSingleStep(0.1);
    m_quality->setDecimals(2);
    m_quality->setSpecialValueText(tr("not rated"));
    m_quality->setValue(m_start.quality.value_or(m_quality->minimum()));
    m_quality->setAccessibleName(tr("Quality, 0 to 1"));
    m_quality->setToolTip(m_quality->accessibleName());
    auto *layout = new QHBoxLayout(this);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->setSpacing(space::kS);
    layout->addWidget(m_provider, 2);
    layout->addWidget(m_model, 3);
    layout->addWidget(m_weight);
    layout->addWidget(m_quality);
    layout->addWidget(m_up);
    layout->addWidget(m_remove);
    connect(m_weight, &QSpinBox::valueChanged, this, [this] { m_hasWeight = true; });
    connect(m_quality, &QDoubleSpinBox::valueChanged, this, [this] { m_hasQuality = true; });
    connect(m_provider, &QComboBox::currentIndexChanged, this, &GroupMemberRow::changed);
    connect(m_model, &QLineEdit::textChanged, this, &GroupMemberRow::changed);
}

void GroupMemberRow::setStrategy(api::Strategy strategy)
{
    m_weight->setVisible(strategy == api::Strategy::Weighted);
    m_quality->setVisible(strategy == api::Strategy::BestScore);
}

api::GroupMember GroupMemberRow::member() const
{
    auto member = m_start;
    member.provider = m_provider->currentText().toStdString();
    member.model = m_model->text().trimmed().toStdString();
    if (m_hasWeight) {
        member.weight = m_weight->value();
    }
    if (m_hasQuality) {
        member.quality = m_quality->value() < 0 ? std::nullopt : std::optional(m_quality->value());
    }
    return member;
}

GroupDialog::GroupDialog(const Theme &theme, client::Client &client, api::ProviderView start, QStringList providers, std::vector<std::string> taken, QWidget *parent)
    : QDialog(parent)
    , m_theme(theme)
    , m_client(&client)
    , m_start(std::move(start))
    , m_providers(std::move(providers))
    , m_taken(std::move(taken))
    , m_banner(new Banner(theme))
    , m_id(new QLineEdit(fromUtf8(m_start.id)))
    , m_strategy(new QComboBox)
    , m_meaning(new TextLabel(theme, QString(), TextStyle::Small, Role::TextMuted))
    , m_members(new QVBoxLayout)
    , m_add(new QPushButton(theme.icon(QStringLiteral("add")), tr("Add a model")))
    , m_store(new QPushButton(tr("Store")))
{
    setAttribute(Qt::WA_DeleteOnClose);
    const bool isNew = m_start.revision == 0;
    setWindowTitle(isNew ? tr("New group") : tr("Change %1").arg(m_id->text()));
    auto *title = new TextLabel(theme, isNew ? tr("A group of models under one name") : m_id->text(), TextStyle::Heading);
    title->setWordWrap(true);
    m_id->setAccessibleName(tr("Name"));
    m_id->setMaxLength(64);
    m_id->setEnabled(isNew);
    m_strategy->setAccessibleName(tr("How one is chosen"));
    for (const auto strategy : kStrategies) {
        m_strategy->addItem(titleOf(strategy), int(strategy));
    }
    m_strategy->setCurrentIndex(std::max(0, m_strategy->findData(int(m_start.strategy))));
    m_meaning->setWordWrap(true);
    auto *form = new QFormLayout;
    form->setContentsMargins(0, 0, 0, 0);
    form->setSpacing(space::kM);
    form->setVerticalSpacing(space::kS);
    form->setRowWrapPolicy(QFormLayout::WrapAllRows);
    form->addRow(tr("&Name"), m_id);
    form->addRow(tr("&How one is chosen"), m_strategy);
    form->addRow(m_meaning);
    m_members->setContentsMargins(0, 0, 0, 0);
    m_members->setSpacing(space::kS);
    m_members->addStretch(1);
    auto *members = new QWidget;
    members->setLayout(m_members);
    auto *scroll = new QScrollArea;
    scroll->setWidget(members);
    scroll->setWidgetResizable(true);
    scroll->setFrameShape(QFrame::NoFrame);
    scroll->setHorizontalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
    scroll->setAccessibleName(tr("Members"));
    scroll->setMinimumHeight(150);
    m_add->setAutoDefault(false);
    m_store->setDefault(true);
    auto *buttons = new QDialogButtonBox;
    buttons->addButton(m_store, QDialogButtonBox::ActionRole);
    buttons->addButton(tr("Cancel"), QDialogButtonBox::RejectRole);
    auto *inside = new QVBoxLayout;
    inside->setContentsMargins(space::kXxl, space::kXl, space::kXxl, space::kXl);
    inside->setSpacing(space::kM);
    inside->addWidget(title);
    inside->addSpacing(space::kS);
    inside->addLayout(form);
    inside->addWidget(scroll, 1);
    inside->addWidget(m_add, 0, Qt::AlignLeading);
    inside->addWidget(buttons);
    auto *layout = new QVBoxLayout(this);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->setSpacing(0);
    layout->addWidget(m_banner);
    layout->addLayout(inside, 1);
    setMinimumWidth(540);
    if (isNew) {
        m_id->setFocus();
    } else {
        m_strategy->setFocus();
    }
    for (auto &member : m_start.members) {
        addRow(member);
    }
    if (m_rows.isEmpty()) {
        addRow({});
    }
    connect(buttons, &QDialogButtonBox::rejected, this, &QDialog::reject);
    connect(this, &QDialog::finished, this, [this] { m_scope.renew(); });
    connect(m_id, &QLineEdit::textChanged, this, &GroupDialog::refresh);
    connect(m_strategy, &QComboBox::currentIndexChanged, this, &GroupDialog::refresh);
    connect(m_add, &QPushButton::clicked, this, [this] {
        addRow({});
        m_rows.back()->providerField().setFocus();
    });
    connect(m_store, &QPushButton::clicked, this, [this] {
        m_banner->hide();
        auto params = putOf(m_start);
        params.id = m_id->text().trimmed().toStdString();
        params.kind = api::ProviderKind::Group;
        params.strategy = api::Strategy(m_strategy->currentData().toInt());
        params.members.clear();
        for (const auto *row : std::as_const(m_rows)) {
            params.members.push_back(row->member());
        }
        m_isBusy = true;
        refresh();
        m_scope.start([this, params](std::stop_token stop) { return carryOut(this, m_client, params, stop); });
    });
    refresh();
}

GroupDialog::~GroupDialog()
{
    // The scope waits in an event loop for what is under way, and a deletion that was asked for must not come again in it.
    QCoreApplication::removePostedEvents(this, QEvent::DeferredDelete);
}

void GroupDialog::addRow(api::GroupMember member)
{
    auto *row = new GroupMemberRow(m_theme, m_providers, std::move(member));
    m_members->insertWidget(int(m_rows.size()), row);
    m_rows.push_back(row);
    connect(row, &GroupMemberRow::changed, this, &GroupDialog::refresh);
    connect(row->upButton(), &QToolButton::clicked, this, [this, row] { moveUp(row); });
    connect(row->removeButton(), &QToolButton::clicked, this, [this, row] {
        m_rows.removeOne(row);
        row->hide();
        row->deleteLater();
        refresh();
    });
    refresh();
}

void GroupDialog::moveUp(GroupMemberRow *row)
{
    const auto at = m_rows.indexOf(row);
    if (at > 0) {
        m_rows.swapItemsAt(at, at - 1);
        m_members->removeWidget(row);
        m_members->insertWidget(int(at) - 1, row);
        setTabOrder(row, m_rows[at]);
        refresh();
        row->upButton()->setFocus();
    }
}

QString GroupDialog::problem() const
{
    if (const QString wrong = providerNameProblem(m_id->text().trimmed()); !wrong.isEmpty()) {
        return wrong;
    }
    if (m_start.revision == 0 && std::ranges::find(m_taken, m_id->text().trimmed().toStdString()) != m_taken.end()) {
        return tr("There is a provider of that name already.");
    }
    if (m_providers.isEmpty()) {
        return tr("Connect a provider first; a group chooses among providers that are there.");
    }
    return m_rows.isEmpty() ? tr("A group needs a model to choose.") : QString();
}

void GroupDialog::refresh()
{
    const auto strategy = api::Strategy(m_strategy->currentData().toInt());
    m_meaning->setText(meaningOf(strategy));
    for (qsizetype i = 0; i < m_rows.size(); ++i) {
        m_rows[i]->setStrategy(strategy);
        m_rows[i]->upButton()->setEnabled(i > 0);
    }
    m_id->setEnabled(m_start.revision == 0 && !m_isBusy);
    m_strategy->setEnabled(!m_isBusy);
    for (auto *row : std::as_const(m_rows)) {
        row->setEnabled(!m_isBusy);
    }
    m_add->setEnabled(!m_isBusy && m_rows.size() < kMostMembers);
    const QString wrong = problem();
    m_store->setEnabled(!m_isBusy && wrong.isEmpty());
    m_store->setToolTip(wrong);
}

Task<void> GroupDialog::carryOut(GroupDialog *self, client::Client *client, api::ProviderPutParams params, std::stop_token stop)
{
    const std::string id = params.id;
    auto problem = co_await storeProvider(client, std::move(params), self->m_start.revision == 0, &self->m_start.revision, stop);
    if (stop.stop_requested()) {
        co_return;
    }
    self->m_isBusy = false;
    self->refresh();
    if (!problem.isEmpty()) {
        self->m_banner->say(Banner::Kind::Danger, problem);
        co_return;
    }
    Q_EMIT self->stored(fromUtf8(id));
    self->accept();
}

} // namespace signalbox::ui
