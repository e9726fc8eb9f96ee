using Koshiki.Foundation;
using Koshiki.Foundation.Japanese;

namespace Koshiki.Core.Accounts;

public sealed record AccountNotFound(string Key)
    : NotFound($"アカウント「{Key}」は登録簿にありません。アカウントの一覧で番号を確かめてください。");

public sealed record NotALineAccount(string Key)
    : Invalid($"アカウント「{Key}」はLINE公式アカウントではありません。友だちを扱えるのはLINEだけです。番号を確かめてください。");

public sealed record MayNotChangeAccount()
    : Forbidden("このアカウントの登録内容を変更する権限がありません。運用所属の担当者か広報担当課に依頼してください。");

public sealed record MayNotRegisterFor(string Office)
    : Forbidden($"「{Office}」のアカウントを登録する権限がありません。その所属の担当者か広報担当課に依頼してください。");

public sealed record NeedsTheHeadsWord(string Key) : Forbidden($"休止・再開・廃止には、所属長の判断が要ります。アカウント「{Key}」の「振り返りと廃止」から手続をしてください。");

public sealed record NeedsConsultation(string Key) : Forbidden($"アカウント「{Key}」は開設の協議が済んでいません。「開設の協議と書類」から協議を始めるか、広報の担当課に依頼してください。協議が承認されると、協議の画面から運用を開始できます。");

public sealed record StateDoesNotAllow(AccountState From, AccountAction Action)
    : Conflict($"「{From.Word}」のアカウントは、{Action.Verb}ことができません。いまの状態を確かめてください。");

public sealed record StateCannotBecome(AccountState From, AccountState To)
    : Conflict($"「{From.Word}」のアカウントを「{To.Word}」にすることはできません。いまの状態を確かめてください。");

public sealed record ChangeBeforeTheLast(DateOnly Last)
    : Invalid($"直前の変更が{Last.InWordsWithoutWeekday}からのため、それより前の日からの変更はできません。{Last.InWordsWithoutWeekday}以後の日を入力してください。");

public sealed record OpeningAfterChange(DateOnly Last)
    : Invalid($"{Last.InWordsWithoutWeekday}の翌日から別の内容が登録されているため、開設日をそれより後にはできません。");

public sealed record DayInTheFuture(DateOnly Day)
    : Invalid($"{Day.InWordsWithoutWeekday}は先の日です。変更は、その日になってから登録してください。");

public sealed record OpenedInTheFuture(DateOnly Day)
    : Invalid($"{Day.InWordsWithoutWeekday}は先の日です。開設日には、今日までの日を入力してください。");

public sealed record NothingChanged() : Invalid("変更したところがありません。内容を変えてから登録してください。");

public sealed record NotAnOperator(string Words) : Invalid($"運用主体は {Words} のどれかにしてください。");

public sealed record NotAState(string Words) : Invalid($"状態は {Words} のどれかにしてください。");

public sealed record NotAPlatform(string Words) : Invalid($"媒体は {Words} のどれかにしてください。ほかの媒体は other とし、名称を platform_label に入れてください。");

public sealed record PlatformNotChosen() : Invalid("媒体を選んでください。");

public sealed record OperatorNotChosen() : Invalid("運用主体を選んでください。");

public sealed record OfficeMissing() : Invalid("運用所属を入力してください。所属コードか名称の一部を入れ、候補から選んでください。");

public sealed record OfficeNotAmongOurs(string Code) : Invalid($"「{Code}」という所属コードはありません。候補から選ぶか、コードを確かめてください（先頭の0も必要です）。");

public sealed record AddressMissing() : Invalid("アカウントのURLを入力してください。");

public sealed record NameMissing() : Invalid("名称を入力してください。");

public sealed record EntryTooLong(int Length, int Longest) : Invalid($"{Length}文字あります。{Longest}文字までにしてください。");

public sealed record NoSuchMove(string Written) : NotFound($"アカウントの状態を変える操作に「{Written}」はありません。アカウントの画面のボタンから開いてください。");

public sealed record NotAnAccountKey()
    : Invalid("番号は、半角の英字・数字・ハイフンで20文字までにしてください（例：A001）。");

public sealed record KeyTaken(string Key) : Invalid($"番号「{Key}」は使われています。番号は廃止した後も使い回せません。別の番号にしてください。");

public sealed record AddressTaken(string Key)
    : Invalid($"このURLはアカウント「{Key}」として登録されています。同じアカウントを2件登録することはできません。");

public sealed record RegisteredMeanwhile()
    : Invalid("入力している間に、ほかの人が同じ内容のアカウントを登録しました。アカウントの一覧で確かめてください。");

public sealed record PermanentIdTaken(string Key)
    : Invalid($"この固有IDはアカウント「{Key}」として登録されています。媒体の管理画面で固有IDを確かめてください。");

public sealed record NoSuchOffice(string Code)
    : Invalid($"所属コード「{Code}」の所属がありません。先に所属を登録するか、コードを確かめてください（先頭の0も必要です）。");

public sealed record NoSuchPerson(string Number)
    : Invalid($"職員番号「{Number}」の職員がいません。先に職員を登録するか、番号を確かめてください。");

public sealed record PlatformStays(string Key, string Platform)
    : Invalid($"アカウント「{Key}」の媒体は「{Platform}」で、変えられません。別の媒体のアカウントは、新しい番号で登録してください。");

public sealed record HandleDiffers(string InAddress)
    : Invalid($"URLのハンドルは「{InAddress}」です。ハンドルの欄を空にするか、URLと同じにしてください。");

public sealed record RetiredNeedsDay() : Invalid("状態を「廃止」にするときは、廃止日（retired_on）も入れてください。");

public sealed record RetiredBeforeOpened() : Invalid("廃止日が開設日より前です。どちらかの日付を直してください。");

public sealed record OnlyRetiredHaveADay() : Invalid("廃止日を入れるときは、状態を「廃止」（retired）にしてください。");

public sealed record NotAToken(string WhatIsMissing)
    : Invalid($"接続情報を読み取れません（{WhatIsMissing}）。媒体の管理画面で発行した内容を、JSONの形で入れてください。");

public sealed record PlatformNotConnectable(string Platform)
    : Invalid($"「{Platform}」には、このシステムから発信できません。接続情報は要りません。");

public sealed record NotConnected() : Conflict("このアカウントは接続されていません。");
