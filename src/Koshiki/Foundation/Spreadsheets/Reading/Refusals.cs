namespace Koshiki.Foundation.Spreadsheets.Reading;

public sealed record WorkbookTooLarge(long Bytes) : Invalid($"ファイルが大きすぎます（{Bytes / 1_000_000m:0.0}MB）。{WorkbookFile.MostBytes / 1_000_000}MBまでのExcelファイルにしてください。画像などを貼り付けたときは、消してから保存してください。");

public sealed record OldWorkbook() : Invalid("古い形式のExcelファイル（.xls）です。Excelで開き、「名前を付けて保存」でファイルの種類を「Excelブック（.xlsx）」にして保存してください。");

public sealed record EncryptedWorkbook() : Invalid("パスワードで暗号化されたファイルです。Excelで「ファイル」→「情報」→「ブックの保護」からパスワードを消して保存してください。ZIPは、パスワードを付けずに作り直してください。");

public sealed record OpenDocumentWorkbook() : Invalid("LibreOfficeの形式（.ods）のファイルです。「名前を付けて保存」でファイルの種類を「Excel 2007-365（.xlsx）」にして保存してください。");

/// <param name="Kind">What it seems to be instead: Word, PDF.</param>
public sealed record NotAWorkbook(string Kind) : Invalid($"Excelファイル（.xlsx）ではありません。{Kind}のようです。名前だけでなく、中身がExcelのファイルを選んでください。");

/// <param name="Part">Where in the file.</param>
public sealed record BrokenWorkbook(string Part) : Invalid($"ファイルが壊れているため、読み取れません（{Part}）。Excelで開いて保存し直すか、元のファイルを選び直してください。");

public sealed record WorkbookUnpacksTooLarge() : Invalid("展開すると大きくなりすぎるファイルのため、読み取りません。書き出したExcelファイルに入力し直してください。");

public sealed record WorkbookWithMacros(string Part) : Invalid($"マクロや埋め込みの部品が含まれているため、読み取りません（{Part}）。「Excelブック（.xlsx）」として保存し直してください。");

public sealed record WorkbookWithLinks(string Part) : Invalid($"ほかのファイルへのリンクが含まれているため、読み取りません（{Part}）。Excelの「データ」→「リンクの編集」でリンクを解除して保存してください。");

public sealed record WorkbookWithDtd(string Part) : Invalid($"使えない記述（文書型定義）が含まれているため、読み取りません（{Part}）。Excelで開いて保存し直してください。");
