namespace TextClassify.Inference.Nodes;

/// <summary>How questions and replies begin.</summary>
internal static class NodeForm
{
    /// <summary>Version and case.</summary>
    public const int QuestionHead = 1 + CaseId.Length;

    /// <summary>Version, code and case.</summary>
    public const int ReplyHead = 2 + CaseId.Length;

    /// <summary>Of a SHA-256.</summary>
    public const int HashLength = 32;

    private const byte Version = 1;

    public static void WriteHead(ref NodeWriter writer, CaseId id)
    {
        writer.Byte(Version);
        id.Write(ref writer);
    }

    public static CaseId? ReadHead(ref NodeScanner scanner) => scanner.Byte() == Version ? CaseId.Read(ref scanner) : null;

    public static void WriteReplyHead(ref NodeWriter writer, NodeCode code, CaseId id)
    {
        writer.Byte(Version);
        writer.Byte((byte)code);
        id.Write(ref writer);
    }

    /// <summary>The code of a reply to the case; null where it is to another, or none.</summary>
    public static NodeCode? ReadReplyHead(ref NodeScanner scanner, CaseId id)
    {
        bool known = scanner.Byte() == Version;
        var code = (NodeCode)scanner.Byte();
        return known && CaseId.Read(ref scanner) == id && Enum.IsDefined(code) ? code : null;
    }

    /// <summary>Why a node does not answer.</summary>
    public static byte[] Refusal(NodeCode code, CaseId id)
    {
        var writer = new NodeWriter(ReplyHead);
        WriteReplyHead(ref writer, code, id);
        return writer.Bytes;
    }
}

/// <summary>How a node replies.</summary>
internal enum NodeCode : byte
{
    /// <summary>With what was asked.</summary>
    Ok = 0,

    /// <summary>What was asked cannot be read, or does not fit the package.</summary>
    BadQuestion = 1,

    /// <summary>It has read no such text, or has forgotten it.</summary>
    UnknownCase = 2,

    /// <summary>It has no text of that name.</summary>
    UnknownText = 3,

    /// <summary>Its text has no word.</summary>
    EmptyText = 4,

    /// <summary>Too much is waiting.</summary>
    Busy = 5,

    /// <summary>Its model failed.</summary>
    Failed = 6,
}
