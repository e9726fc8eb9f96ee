using Koshiki.Foundation;
using Koshiki.Foundation.Japanese;

namespace Koshiki.Core.Organizations;

public sealed record OfficeNotFound() : NotFound("その所属は登録されていません。一覧から選び直してください。");

public sealed record OfficeIsClosed(DateOnly Last) : Conflict($"この所属は{Last.InWordsWithoutWeekday}に廃止されています。変更できません。");

public sealed record NotBeforeLastChange(DateOnly Last) : Invalid($"この所属は{Last.InWordsWithoutWeekday}に変更されています。その日か、それより後の日を入力してください。");

public sealed record NothingToChange() : Invalid("今の内容と同じです。変更する項目を直してください。");

public sealed record NotAnOfficeKind(string Known) : Invalid($"種別は次のどれかにしてください：{Known}");

public sealed record NotAnOfficeFunction(string Known) : Invalid($"役割は次のどれかにしてください：{Known}");

public sealed record OfficeCodeTaken(string Code) : Conflict($"所属コード{Code}はすでに使われています。ほかのコードにしてください。");

public sealed record OfficeHasPeople(int People) : Conflict($"この所属には{People}人が配属されています。先に異動を登録するか、引き継ぐ所属を1つ選んでください。");

public sealed record CannotSucceedItself() : Invalid("廃止する所属を引継ぎ先に選ぶことはできません。");

public sealed record PersonNotFound() : NotFound("その利用者は登録されていません。一覧から選び直してください。");

public sealed record PostingNotFound() : NotFound("その配属は登録されていません。利用者の画面を開き直してください。");

public sealed record NeedsNamedAccounts() : Invalid("委託業者と指定管理者には、担当するアカウントの記号（例：A001）を1つ以上入力してください。");

public sealed record UnknownAccounts(string Keys) : Invalid($"アカウント「{Keys}」は台帳にありません。アカウントの一覧で記号を確かめてください。");

public sealed record LastBeforeFirst() : Invalid("終わりの日が始まりの日より前です。日付を直してください。");

public sealed record PostingHasEnded(DateOnly Last) : Conflict($"この配属は{Last.InWordsWithoutWeekday}に終わっています。");

public sealed record NotADuty(string Known) : Invalid($"職務は次のどれかにしてください：{Known}");

public sealed record CannotBeOwnDeputy() : Invalid("本人を代決者にすることはできません。ほかの人を選んでください。");

public sealed record DeputyshipTooLong(int Days) : Invalid($"代決は{Days}日までです。長い不在のときは、職務代理として配属を登録してください。");

public sealed record DeputyIsNotStaff(DateOnly From) : Invalid($"代決者にできるのは、{From.InWordsWithoutWeekday}に担当者・確認者・所属長・部局長として配属されている人だけです。ほかの人を選ぶか、先に配属を登録してください。");

public sealed record DeputyCannotSignIn() : Invalid("この人はサインインできないため、代決者にできません。ほかの人を選ぶか、先にサインインを設定してください。");

public sealed record DeputyshipOverlaps(DateOnly From, DateOnly Last) : Conflict($"この人の代決は、{From.InWordsWithoutWeekday}から{Last.InWordsWithoutWeekday}まですでに登録されています。期間が重ならない日にするか、先に前の代決を終わらせてください。");

public sealed record DeputyshipNotFound() : NotFound("その代決は登録されていません。画面を開き直してください。");

public sealed record DeputyshipHasEnded() : Conflict("この代決は、すでに終わっているか、今日で終わります。画面を開き直して確かめてください。");

public sealed record NotAHead() : Invalid("代決を受けられるのは所属長か部局長です。所属長か部局長を選んでください。");

public sealed record StaffNumberTaken(string Number) : Conflict($"職員番号{Number}はすでに登録されています。一覧で確かめてください。");

public sealed record UserNameTaken(string Name) : Conflict($"利用者名「{Name}」はすでに使われています。職員番号かメールアドレスを入力してください。");

public sealed record WrongNameOrPassword() : Invalid("利用者名かパスワードが違います。5回続けて誤ると15分間サインインできません。時間をおいても入れないときは、情報システムの担当に連絡してください。");

public sealed record WrongCode() : Invalid("確認コードが違うか、期限が切れています。アプリに今表示されている6桁を入力してください。");

public sealed record SignInTookTooLong() : Invalid("サインインの途中で時間が切れました。もう一度、利用者名とパスワードを入力してください。");

public sealed record WeakPassword(string Why) : Invalid(Why);

public sealed record WrongCurrentPassword() : Invalid("今のパスワードが違います。");

public sealed record NotAllowed() : Forbidden("この画面を開く権限がありません。必要なときは、情報システムの担当に配属の登録を確かめてください。");

public sealed record NotSignedIn() : Forbidden("サインインが必要です。");
