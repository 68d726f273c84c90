using System.Security.Cryptography;
using System.Text;

namespace TextClassify.Models;

/// <summary>
/// Names what computes a model's states, so that files made from them know whose they are: SHA-256 of the hashes of graph, table and
/// vocabulary. It stays the same when a map, a card or another derived file is added, as the manifest's own hash does not.
/// </summary>
public static class ModelDigest
{
    /// <summary>Lower-case hex.</summary>
    public static string Of(ModelManifest manifest)
    {
        var lines = new StringBuilder();
        foreach (string? file in (ReadOnlySpan<string?>)[ModelManifest.ForwardFile, manifest.Embedding.File, ModelManifest.VocabularyFile])
        {
            // A graph from ids has its table inside.
            if (file is not null)
            {
                lines.Append(manifest.Files[file]).Append('\n');
            }
        }

        return Convert.ToHexStringLower(SHA256.HashData(Encoding.ASCII.GetBytes(lines.ToString())));
    }
}
