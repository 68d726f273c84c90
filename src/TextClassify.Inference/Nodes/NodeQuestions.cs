using System.Text;

namespace TextClassify.Inference.Nodes;

/// <summary>Reads a text: its ids, or the name of one that the node has.</summary>
/// <param name="Case">Of whom.</param>
/// <param name="Ids">As the package's own vocabulary has them; empty where the node has the text.</param>
/// <param name="Reference">What the node calls the text; null where the ids are here.</param>
internal sealed record ReadQuestion(CaseId Case, ReadOnlyMemory<int> Ids, string? Reference)
{
    public byte[] ToBytes()
    {
        byte[] name = Reference is null ? [] : Encoding.UTF8.GetBytes(Reference);
        int body = Reference is null ? Ids.Length * sizeof(int) : name.Length;
        var writer = new NodeWriter(NodeForm.QuestionHead + 1 + body);
        NodeForm.WriteHead(ref writer, Case);
        writer.Byte(Reference is null ? (byte)0 : (byte)1);
        writer.Numbers(Ids.Span);
        writer.Raw(name);
        return writer.Bytes;
    }

    /// <summary>Null where it is none.</summary>
    public static ReadQuestion? Of(ReadOnlySpan<byte> bytes)
    {
        var scanner = new NodeScanner(bytes);
        if (NodeForm.ReadHead(ref scanner) is not { } id)
        {
            return null;
        }

        bool isNamed = scanner.Byte() == 1;
        var question = isNamed
            ? new ReadQuestion(id, default, Encoding.UTF8.GetString(scanner.Raw(scanner.Left)))
            : new ReadQuestion(id, scanner.Numbers<int>(scanner.Left / sizeof(int)), null);
        return scanner.IsWhole ? question : null;
    }
}

/// <summary>Takes in what was heard, and says the next messages or, at the end, the parts.</summary>
/// <param name="Case">Of whom.</param>
/// <param name="Round">From 0, which begins anew from the reading.</param>
/// <param name="Variants">V.</param>
/// <param name="ReadOut">Whether the parts are asked.</param>
/// <param name="Heard">[V,d]; empty for no step.</param>
internal sealed record StepQuestion(CaseId Case, byte Round, int Variants, bool ReadOut, ReadOnlyMemory<float> Heard)
{
    public byte[] ToBytes()
    {
        var writer = new NodeWriter(NodeForm.QuestionHead + 2 + sizeof(int) + (Heard.Length * sizeof(float)));
        NodeForm.WriteHead(ref writer, Case);
        writer.Byte(Round);
        writer.Byte(ReadOut ? (byte)1 : (byte)0);
        writer.Int(Variants);
        writer.Numbers(Heard.Span);
        return writer.Bytes;
    }

    /// <summary>Null where it is none.</summary>
    public static StepQuestion? Of(ReadOnlySpan<byte> bytes)
    {
        var scanner = new NodeScanner(bytes);
        if (NodeForm.ReadHead(ref scanner) is not { } id)
        {
            return null;
        }

        var question = new StepQuestion(
            id, scanner.Byte(), ReadOut: scanner.Byte() == 1, Variants: scanner.Int(), Heard: scanner.Numbers<float>(scanner.Left / 4));
        return scanner.IsWhole ? question : null;
    }
}

/// <summary>Shares of the tokens of the first variant, behind its last step.</summary>
/// <param name="Case">Of whom.</param>
/// <param name="PeaksAndSums">M and Z over all sources, [2 R].</param>
internal sealed record TokensQuestion(CaseId Case, ReadOnlyMemory<float> PeaksAndSums)
{
    public byte[] ToBytes()
    {
        var writer = new NodeWriter(NodeForm.QuestionHead + (PeaksAndSums.Length * sizeof(float)));
        NodeForm.WriteHead(ref writer, Case);
        writer.Numbers(PeaksAndSums.Span);
        return writer.Bytes;
    }

    /// <summary>Null where it is none.</summary>
    public static TokensQuestion? Of(ReadOnlySpan<byte> bytes)
    {
        var scanner = new NodeScanner(bytes);
        if (NodeForm.ReadHead(ref scanner) is not { } id)
        {
            return null;
        }

        var question = new TokensQuestion(id, scanner.Numbers<float>(scanner.Left / sizeof(float)));
        return scanner.IsWhole ? question : null;
    }
}
