using System.Security.Cryptography;
using System.Text;

namespace TextClassify.Models;

/// <summary>
/// Names what computes a model's states, so that files made from them know whose they are: SHA-256 of the hashes of graph, table and
/// vocabulary. It stays the same when a map, a card or another derived file is added, as the manifest's own hash does not.
/// </summary>
public static class ModelDigest
{
    // A package has one table or none, and merges where its pieces are byte pairs.
    private static readonly string[] Files =
    [
        ModelManifest.ForwardFile, ModelManifest.EmbeddingFile, ModelManifest.SingleEmbeddingFile, ModelManifest.ByteEmbeddingFile,
        ModelManifest.VocabularyFile, ModelManifest.MergesFile,
    ];

    /// <summary>Lower-case hex.</summary>
    public static string Of(PackageManifest manifest)
    {
        var lines = new StringBuilder();
        foreach (string file in Files)
        {
            if (manifest.Files.TryGetValue(file, out string? hash))
            {
                lines.Append(hash).Append('\n');
            }
        }

        return Convert.ToHexStringLower(SHA256.HashData(Encoding.ASCII.GetBytes(lines.ToString())));
    }
}
