using System.Buffers.Text;
using System.Security.Cryptography;

namespace TextClassify.Api.Security;

/// <summary>Makes a key and the setting that admits it: <c>hash-key [NAME] [SCOPES] [--stdin]</c>.</summary>
internal static class HashKeyCommand
{
    public const string Name = "hash-key";

    private const string Usage =
        """
        Makes a key, and the setting that admits it. The key is shown once and kept nowhere.

          hash-key [NAME] [SCOPES]            a new key; NAME says who holds it (default: caller), SCOPES are some of
                                              classify,explain,states,operate,analyse,label,train
                                              (default: classify,explain,states)
          hash-key [NAME] [SCOPES] --stdin    hashes a key of your own, 24 characters or more, read from standard input

        Example: hash-key shop classify,explain
        """;

    public static int Run(string[] args, TextReader input, TextWriter output, TextWriter errors)
    {
        bool own = args.Contains("--stdin");
        string[] rest = [.. args.Where(arg => arg != "--stdin")];
        if (rest.Length > 2 || rest.Any(arg => arg.StartsWith('-')))
        {
            bool asked = rest is ["--help"] or ["-h"];
            (asked ? output : errors).WriteLine(Usage);
            return asked ? 0 : 2;
        }

        string key = own ? (input.ReadLine() ?? "").Trim() : "tck_" + Base64Url.EncodeToString(RandomNumberGenerator.GetBytes(32));
        if (key.Length < KeyHash.MinLength)
        {
            errors.WriteLine($"The key has {key.Length} characters; it needs {KeyHash.MinLength}.");
            return 2;
        }

        string name = rest is [var given, ..] ? given : "caller";
        string scopes = rest is [_, var listed] ? listed : "classify,explain,states";
        var options = new SecurityOptions { Keys = { [name] = new ApiKeyOptions { Hash = KeyHash.Text(key), Scopes = scopes } } };
        if (new SecurityOptionsRules().Validate(null, options) is { Failed: true } faults)
        {
            errors.WriteLine(string.Join(Environment.NewLine, faults.Failures));
            return 2;
        }

        string variable = $"TEXTCLASSIFY__SECURITY__KEYS__{name.ToUpperInvariant()}__";
        if (!own)
        {
            output.WriteLine($"# The key, shown once: {key}");
        }

        output.WriteLine($"{variable}HASH={KeyHash.Text(key)}");
        output.WriteLine($"{variable}SCOPES={scopes}");
        return 0;
    }
}
