// SPDX-License-Identifier: GPL-3.0-or-later
// The colours themselves. Hues of families and states share one lightness and chroma a scheme (OKLCH), so that none
// shouts; tests hold the contrasts (WCAG 2.2: text 4.5, what is operated 3, high contrast 7).
#include "ui/theme/palette_p.h"

#include <array>

namespace signalbox::ui::palette {

namespace {

// Columns: light, dark, high contrast light, high contrast dark.
using Row = std::array<QRgb, 4>;

constexpr std::size_t column(Scheme scheme, Contrast contrast)
{
    return (scheme == Scheme::Dark ? 1U : 0U) + (contrast == Contrast::High ? 2U : 0U);
}

struct RoleRow
{
    Role role;
    Row rgb;
};

constexpr std::array kRoles = {
    RoleRow{Role::Canvas, {0xfff8f9fbU, 0xff101318U, 0xffffffffU, 0xff000000U}},
    RoleRow{Role::CanvasGrid, {0xffdfe2e9U, 0xff22262fU, 0xffb9bdc7U, 0xff3c414cU}},
    RoleRow{Role::CanvasGridStrong, {0xffcfd3dcU, 0xff2c313cU, 0xff8c919dU, 0xff565c69U}},
    RoleRow{Role::Window, {0xffeff1f4U, 0xff15181eU, 0xffffffffU, 0xff000000U}},
    RoleRow{Role::Panel, {0xffffffffU, 0xff1a1d24U, 0xffffffffU, 0xff000000U}},
    RoleRow{Role::Raised, {0xffffffffU, 0xff22262eU, 0xffffffffU, 0xff0b0d11U}},
    RoleRow{Role::Field, {0xffffffffU, 0xff14171cU, 0xffffffffU, 0xff000000U}},
    RoleRow{Role::Hover, {0xfff0f2f6U, 0xff262a33U, 0xffe6e9f2U, 0xff1d2230U}},
    RoleRow{Role::Pressed, {0xffe3e6edU, 0xff2f343fU, 0xffd3d8e6U, 0xff2b3245U}},
    RoleRow{Role::Row, {0xffe9ecf2U, 0xff2b303aU, 0xffd9deebU, 0xff262d3fU}},
    RoleRow{Role::Shadow, {0x2e1b2336U, 0x8c000000U, 0x00000000U, 0x00000000U}},
    RoleRow{Role::Scrim, {0xb0eff1f4U, 0xb00c0e13U, 0xc8ffffffU, 0xc8000000U}},
    RoleRow{Role::Divider, {0xffe4e7ecU, 0xff272b34U, 0xff5b606cU, 0xff9fa4b2U}},
    RoleRow{Role::Border, {0xffd6dae2U, 0xff31363fU, 0xff1b1f29U, 0xffd8deecU}},
    RoleRow{Role::ControlBorder, {0xff7d8390U, 0xff6c7280U, 0xff1b1f29U, 0xffe5e8edU}},
    RoleRow{Role::Text, {0xff1b1f29U, 0xffe5e8edU, 0xff000000U, 0xffffffffU}},
    RoleRow{Role::TextMuted, {0xff565c69U, 0xffa3a9b6U, 0xff1b1f29U, 0xffe5e8edU}},
    RoleRow{Role::TextFaint, {0xff8f95a3U, 0xff666c79U, 0xff4f5561U, 0xffa9afbcU}},
    RoleRow{Role::Icon, {0xff484e5bU, 0xffb6bbc7U, 0xff000000U, 0xffffffffU}},
    RoleRow{Role::Accent, {0xff3b5bd4U, 0xff90aefeU, 0xff1b2aaaU, 0xffbed0ffU}},
    RoleRow{Role::AccentHover, {0xff2f4bc3U, 0xffa7bffeU, 0xff10008fU, 0xffdae4ffU}},
    RoleRow{Role::AccentPressed, {0xff253dadU, 0xff7999f5U, 0xff0a0070U, 0xffa3bcfeU}},
    RoleRow{Role::AccentSoft, {0xffe6edfdU, 0xff1e2949U, 0xffdfe8fdU, 0xff19285fU}},
    RoleRow{Role::OnAccent, {0xffffffffU, 0xff0c0e13U, 0xffffffffU, 0xff000000U}},
    RoleRow{Role::Link, {0xff3653c5U, 0xffa3bcfeU, 0xff1b2aaaU, 0xffc8d7feU}},
    RoleRow{Role::Focus, {0xff4366e8U, 0xff90aefeU, 0xff000000U, 0xffffe14dU}},
    RoleRow{Role::Match, {0xffffe9a8U, 0xff5a4300U, 0xffffd84dU, 0xff7a5c00U}},
    RoleRow{Role::Node, {0xffffffffU, 0xff1e222aU, 0xffffffffU, 0xff000000U}},
    RoleRow{Role::NodeBorder, {0xffccd1daU, 0xff3a404cU, 0xff1b1f29U, 0xffd8deecU}},
    RoleRow{Role::NodeSelected, {0xff3b5bd4U, 0xff90aefeU, 0xff1b2aaaU, 0xffffe14dU}},
    RoleRow{Role::NodeDisabled, {0xfff1f2f5U, 0xff191c22U, 0xffececf0U, 0xff15171cU}},
    RoleRow{Role::Port, {0xff7d8494U, 0xff8b92a1U, 0xff000000U, 0xffffffffU}},
    RoleRow{Role::PortHover, {0xff3b5bd4U, 0xff90aefeU, 0xff1b2aaaU, 0xffffe14dU}},
    RoleRow{Role::Edge, {0xff98a0afU, 0xff666e7eU, 0xff1b1f29U, 0xffd8deecU}},
    RoleRow{Role::EdgeHover, {0xff5b6373U, 0xffa3abbaU, 0xff000000U, 0xffffffffU}},
    RoleRow{Role::EdgeSelected, {0xff3b5bd4U, 0xff90aefeU, 0xff1b2aaaU, 0xffffe14dU}},
    RoleRow{Role::EdgeCondition, {0xff866ec5U, 0xff9881d9U, 0xff502e8eU, 0xffd4c8feU}},
    RoleRow{Role::EdgeError, {0xffca5551U, 0xffdb6c66U, 0xff861118U, 0xfffdbfb9U}},
    RoleRow{Role::SelectionFill, {0x1c3b5bd4U, 0x2290aefeU, 0x261b2aaaU, 0x30ffe14dU}},
    RoleRow{Role::SelectionLine, {0xff3b5bd4U, 0xff90aefeU, 0xff1b2aaaU, 0xffffe14dU}},
    RoleRow{Role::Guide, {0xffdb428cU, 0xfff471aaU, 0xff84004cU, 0xfffebbd4U}},
    RoleRow{Role::Frame, {0x1a8a93a6U, 0x1c8a93a6U, 0x101b1f29U, 0x1cd8deecU}},
    RoleRow{Role::Note, {0xfffdf3cfU, 0xff37300fU, 0xfffff6c9U, 0xff2b2400U}},
    RoleRow{Role::Info, {0xff036eaeU, 0xff72b8f2U, 0xff004b7aU, 0xffaad7feU}},
    RoleRow{Role::InfoSoft, {0xffe6f2fdU, 0xff112b40U, 0xffe8f3fdU, 0xff002139U}},
    RoleRow{Role::Success, {0xff00823aU, 0xff73c786U, 0xff005725U, 0xff96e7a7U}},
    RoleRow{Role::SuccessSoft, {0xffe4f6e6U, 0xff15301bU, 0xffe4f8e7U, 0xff04270fU}},
    RoleRow{Role::Warning, {0xff996000U, 0xffe8aa4eU, 0xff653e00U, 0xffffcf7dU}},
    RoleRow{Role::WarningSoft, {0xffffeed3U, 0xff3a270bU, 0xfffff0d7U, 0xff2e1a00U}},
    RoleRow{Role::Danger, {0xffc2272dU, 0xfff7857dU, 0xff8a0013U, 0xfffdbfb9U}},
    RoleRow{Role::DangerSoft, {0xfffeebe9U, 0xff451e1cU, 0xfffeedecU, 0xff3a0e0dU}},
    RoleRow{Role::OnDanger, {0xffffffffU, 0xff0c0e13U, 0xffffffffU, 0xff000000U}},
    RoleRow{Role::SyntaxKey, {0xff1157a4U, 0xff8cc3fcU, 0xff004084U, 0xffbbdbfdU}},
    RoleRow{Role::SyntaxString, {0xff146d34U, 0xff89d298U, 0xff004b1eU, 0xffa2ecb1U}},
    RoleRow{Role::SyntaxNumber, {0xffa14206U, 0xfff5ab77U, 0xff772e00U, 0xfffeccabU}},
    RoleRow{Role::SyntaxKeyword, {0xff6e3eadU, 0xffc3a5f9U, 0xff531d8dU, 0xffdecefeU}},
    RoleRow{Role::SyntaxComment, {0xff6b717eU, 0xff8f95a3U, 0xff3a3f4aU, 0xffc6cbd6U}},
    RoleRow{Role::SyntaxExpression, {0xff086b6cU, 0xff57d4d4U, 0xff034747U, 0xff81ececU}},
    RoleRow{Role::SyntaxBracket, {0xff565c69U, 0xffa3a9b6U, 0xff1b1f29U, 0xffe5e8edU}},
};
static_assert(kRoles.size() == static_cast<std::size_t>(Role::Count));

constexpr bool inOrder()
{
    for (std::size_t i = 0; i < kRoles.size(); ++i) {
        if (static_cast<std::size_t>(kRoles[i].role) != i) {
            return false;
        }
    }
    return true;
}
static_assert(inOrder(), "the rows stand in the order of the roles");

struct TintRow
{
    Row color;
    Row soft;
};

constexpr std::array<TintRow, static_cast<std::size_t>(Family::Count)> kFamilies = {
    TintRow{{0xffaf4e03U, 0xfff19768U, 0xff753000U, 0xfffec2a4U}, {0xffffece3U, 0xff3f2314U, 0xfffdefe8U, 0xff351503U}}, // trigger
    TintRow{{0xff7758bbU, 0xffb7a0f8U, 0xff502e8eU, 0xffd4c8feU}, {0xfff1eefdU, 0xff2d2642U, 0xfff2f0fdU, 0xff221838U}}, // logic
    TintRow{{0xff0b7f7fU, 0xff21c9caU, 0xff075353U, 0xff5de9e9U}, {0xffdcf6f6U, 0xff003333U, 0xffdcf9f8U, 0xff002626U}}, // data
    TintRow{{0xff0674b6U, 0xff67b9fbU, 0xff004b7aU, 0xffaad7feU}, {0xffe6f2fdU, 0xff142e43U, 0xffe8f3fdU, 0xff002139U}}, // network
    TintRow{{0xff8c6802U, 0xffd5aa48U, 0xff5c4300U, 0xfff5cb70U}, {0xfff9efdbU, 0xff37290aU, 0xfffbf1dcU, 0xff2a1d00U}}, // files
    TintRow{{0xffae4273U, 0xffef8eb5U, 0xff7f124cU, 0xfffebbd4U}, {0xfffeeaf1U, 0xff3f202dU, 0xffffecf2U, 0xff341121U}}, // flow
    TintRow{{0xff09853dU, 0xff73c786U, 0xff005725U, 0xff96e7a7U}, {0xffe4f6e6U, 0xff17321eU, 0xffe4f8e7U, 0xff04270fU}}, // agent
    TintRow{{0xff686f7cU, 0xffabb1bdU, 0xff424854U, 0xffcbd1ddU}, {0xffeff0f3U, 0xff292b2fU, 0xfff0f2f5U, 0xff1d1f24U}}, // other
};

constexpr std::array<TintRow, static_cast<std::size_t>(State::Count)> kStates = {
    TintRow{{0xff686f7cU, 0xffabb1bdU, 0xff424854U, 0xffcbd1ddU}, {0xffeff0f3U, 0xff292b2fU, 0xfff0f2f5U, 0xff1d1f24U}}, // idle
    TintRow{{0xff686f7cU, 0xffabb1bdU, 0xff424854U, 0xffcbd1ddU}, {0xffeff0f3U, 0xff292b2fU, 0xfff0f2f5U, 0xff1d1f24U}}, // queued
    TintRow{{0xff266ec3U, 0xff79b4ffU, 0xff00468dU, 0xffb3d4feU}, {0xffe7f1feU, 0xff1a2c44U, 0xffeaf3feU, 0xff091f3bU}}, // running
    TintRow{{0xff956300U, 0xffdfa54dU, 0xff624000U, 0xffffc573U}, {0xfffceedcU, 0xff3a270bU, 0xfffeefdcU, 0xff2e1a00U}}, // waiting
    TintRow{{0xff09853dU, 0xff73c786U, 0xff005725U, 0xff96e7a7U}, {0xffe4f6e6U, 0xff17321eU, 0xffe4f8e7U, 0xff04270fU}}, // succeeded
    TintRow{{0xffc42d31U, 0xfffe8b83U, 0xff8b0012U, 0xfffebfb9U}, {0xfffdeceaU, 0xff461d1bU, 0xfffeeeecU, 0xff3c0c0cU}}, // failed
    TintRow{{0xff686f7cU, 0xffabb1bdU, 0xff424854U, 0xffcbd1ddU}, {0xffeff0f3U, 0xff292b2fU, 0xfff0f2f5U, 0xff1d1f24U}}, // skipped
    TintRow{{0xff944da4U, 0xffd496e2U, 0xff692278U, 0xfff2b9ffU}, {0xfff9eafcU, 0xff36233bU, 0xfffbecffU, 0xff2b1531U}}, // in doubt
    TintRow{{0xff686f7cU, 0xffabb1bdU, 0xff424854U, 0xffcbd1ddU}, {0xffeff0f3U, 0xff292b2fU, 0xfff0f2f5U, 0xff1d1f24U}}, // cancelled
};

FamilyRgb tint(const TintRow &row, Scheme scheme, Contrast contrast)
{
    const auto at = column(scheme, contrast);
    return {row.color[at], row.soft[at]};
}

} // namespace

QRgb role(Role role, Scheme scheme, Contrast contrast)
{
    return kRoles[static_cast<std::size_t>(role)].rgb[column(scheme, contrast)];
}

FamilyRgb family(Family family, Scheme scheme, Contrast contrast)
{
    return tint(kFamilies[static_cast<std::size_t>(family)], scheme, contrast);
}

FamilyRgb state(State state, Scheme scheme, Contrast contrast)
{
    return tint(kStates[static_cast<std::size_t>(state)], scheme, contrast);
}

} // namespace signalbox::ui::palette
