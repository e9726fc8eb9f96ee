using Koshiki.Foundation.Japanese;

namespace Koshiki.Foundation.Web.Forms;

/// <summary>What the browser sends of a file.</summary>
internal static class SentFile
{
    extension(IFormFile file)
    {
        /// <summary>The file's own name; some browsers send the folders of their machine before it, in Windows' way of writing too.</summary>
        public string OwnName => InputText.Typed(Path.GetFileName(file.FileName.Replace('\\', '/')));

        /// <summary>All of it; how large it may be is the endpoint's <see cref="Serving.FormLimits"/>.</summary>
        public async Task<byte[]> Bytes(CancellationToken ct)
        {
            using var content = new MemoryStream((int)file.Length);
            await file.CopyToAsync(content, ct);
            return content.ToArray();
        }
    }
}
