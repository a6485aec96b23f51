// SPDX-FileCopyrightText: Clickscope contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QString>
#include <QWidget>

#include <functional>

class QBoxLayout;
class QComboBox;
class QLabel;
class QPushButton;
class QLayout;
class QVBoxLayout;
class SettingsChanges;

/// A section of the settings: a form whose fields apply at once. Subclasses fill it in their constructor and
/// show in refresh() what holds.
class SettingsSection : public QWidget
{
    Q_OBJECT

public:
    struct Place
    {
        QString name; ///< "storage"; the page is opened by "settings-storage"
        QString title;
        QString icon;
        QString help; ///< place of the manual
    };

    SettingsSection(Place place, SettingsChanges &changes, QWidget *parent);

    const Place &place() const { return m_place; }
    /// Shows what holds now. Called whenever the section is opened, and after each change.
    virtual void refresh() { }
    /// True when no answer is due.
    virtual bool isSettled() const { return true; }
    /// A short state beside the name: "58 MB".
    QString remark() const { return m_remark; }

Q_SIGNALS:
    void remarkChanged();
    void settledChanged();

protected:
    /// Applies `now`, names it at the head of the page, and offers `before` as Undo.
    void apply(const QString &what, const std::function<void()> &now, std::function<void()> before);
    /// Names a change that has been applied already.
    void noteChange(const QString &what, std::function<void()> before);
    void setRemark(const QString &remark);

    void addCaption(const QString &text);
    /// A sentence in secondary text.
    QLabel *addNote(const QString &text);
    /// A label, which names its field for screen readers, the field, and what stands behind it. The row is
    /// returned for more.
    QBoxLayout *addRow(const QString &label, QWidget *field, const QString &behind = {});
    /// A line below what was added last; hidden while it is empty. `indent` in pixels, kField below a field.
    QLabel *addMessage(const QString &objectName, int indent = kField);
    void addWidget(QWidget *widget);
    void addLine(); ///< a hairline between two groups
    void addEnd(); ///< what is left over goes below
    /// A combo box that calls `chosen` when the user has chosen.
    QComboBox *makeChoice(const QString &objectName, const QStringList &words,
                          const std::function<void(int)> &chosen);
    /// A button that opens the manual.
    QPushButton *makeHelp(const QString &text, const QString &place);
    /// Shows a message, or hides it when the text is empty.
    static void setMessage(QLabel *message, const QString &text, bool isError);

    static constexpr int kLabel = 170; ///< width of labels in pixels, at full size of texts
    static constexpr int kField = kLabel + 12; ///< where fields begin

private:
    /// Lets Tab go through what can have the keyboard in the order of the layout; `last`: what came before.
    static void follow(const QLayout &layout, QWidget *&last);

    const Place m_place;
    SettingsChanges &m_changes;
    QString m_remark;
    QVBoxLayout *m_column;
};
