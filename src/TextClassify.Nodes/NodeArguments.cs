namespace TextClassify.Nodes;

/// <summary>What a node is told at its start.</summary>
/// <param name="Model">A model's name, or name/version.</param>
/// <param name="Source">The source that it answers for.</param>
/// <param name="Models">The folder that its package lies in.</param>
/// <param name="Texts">Lines of texts that it has by itself; null for none.</param>
/// <param name="TellsTokens">Whether it tells the shares of tokens.</param>
/// <param name="Nats">How the broker is reached.</param>
internal sealed record NodeArguments(
    string Model, string Source, string Models, string? Texts, bool TellsTokens, NatsSettings Nats)
{
    public const string Usage =
        """
        Answers for one source of a model of several sources, over a NATS broker, until it is stopped.

          node --model MODEL[/VERSION] --name SOURCE --nats URL [--models FOLDER] [--texts FILE.jsonl] [--no-tokens]
               [--user USER --password-file FILE] [--ca-file FILE]

          --model          the model, and its version where it is not the active one, else the highest
          --name           the source, as the model names it
          --nats           nats://HOST:4222 or, encrypted, tls://HOST:4222
          --models         the folder of packages (default: models)
          --texts          lines of {"id": "42", "text": "..."}: requests name them by "ref", and no text is sent
          --no-tokens      never tells what its tokens had to do with an answer
          --user           who connects; the password is the first line of --password-file
          --ca-file        the authority of the broker's certificate, PEM
        """;

    private static readonly string[] Known =
        ["--model", "--name", "--nats", "--models", "--texts", "--user", "--password-file", "--ca-file"];

    private static readonly string[] Needed = ["--model", "--name", "--nats"];

    /// <summary>The arguments, or a sentence that says what is wrong with them.</summary>
    public static (NodeArguments? Arguments, string? Fault) Read(string[] arguments)
    {
        var given = new Dictionary<string, string>(StringComparer.Ordinal);
        bool tellsTokens = true;
        for (int i = 0; i < arguments.Length; i++)
        {
            if (arguments[i] == "--no-tokens")
            {
                tellsTokens = false;
            }
            else if (!Known.Contains(arguments[i]))
            {
                return (null, $"{arguments[i]} is not an option of node.");
            }
            else if (i + 1 == arguments.Length || !given.TryAdd(arguments[i], arguments[++i]))
            {
                return (null, $"{arguments[Math.Min(i, arguments.Length - 1)]} needs one value, and one only.");
            }
        }

        if (Array.Find(Needed, option => !given.ContainsKey(option)) is { } missing)
        {
            return (null, $"{missing} is missing.");
        }

        var nats = new NatsSettings
        {
            Url = given["--nats"],
            User = given.GetValueOrDefault("--user", ""),
            PasswordFile = given.GetValueOrDefault("--password-file", ""),
            CaFile = given.GetValueOrDefault("--ca-file", ""),
        };
        string? texts = given.GetValueOrDefault("--texts");
        return nats.Faults().FirstOrDefault() is { } fault ? (null, fault)
            : texts is not null && !File.Exists(texts) ? (null, $"--texts is '{texts}', which is not a file.")
            : (new NodeArguments(
                given["--model"], given["--name"], given.GetValueOrDefault("--models", "models"), texts, tellsTokens, nats), null);
    }
}
