using System.Text;
using TextClassify.Communication;

namespace TextClassify.Inference.Nodes;

/// <summary>What a node tells of a text that it has read.</summary>
/// <param name="Instance">The process that has read it.</param>
/// <param name="Length">Tokens that were read.</param>
/// <param name="Total">Tokens of the whole text.</param>
/// <param name="Unknown">Tokens read that the vocabulary does not have.</param>
/// <param name="Message">The first one, [d].</param>
internal sealed record ReadReply(ulong Instance, int Length, int Total, int Unknown, float[] Message)
{
    private const int Numbers = sizeof(ulong) + (3 * sizeof(int));

    public byte[] ToBytes(CaseId id, ReadOnlySpan<byte> sha256)
    {
        var writer = new NodeWriter(NodeForm.ReplyHead + NodeForm.HashLength + Numbers + (Message.Length * sizeof(float)));
        NodeForm.WriteReplyHead(ref writer, NodeCode.Ok, id);
        writer.Raw(sha256);
        writer.Long(Instance);
        writer.Int(Length);
        writer.Int(Total);
        writer.Int(Unknown);
        writer.Numbers<float>(Message);
        return writer.Bytes;
    }

    /// <summary>A reply as it must be, or what is wrong with it.</summary>
    public static NodeCheck<ReadReply> Of(
        ReadOnlySpan<byte> bytes, CaseId id, ReadOnlySpan<byte> sha256, INodePass pass, int maxTokens)
    {
        var scanner = new NodeScanner(bytes);
        if (NodeFault.Head(ref scanner, id) is { } fault)
        {
            return fault;
        }

        var hash = scanner.Raw(NodeForm.HashLength);
        bool isOurs = hash.SequenceEqual(sha256);
        var reply = new ReadReply(
            scanner.Long(), scanner.Int(), scanner.Int(), scanner.Int(), scanner.Numbers<float>(scanner.Left / sizeof(float)));
        return !scanner.IsWhole || reply.Message.Length != pass.MessageWidth ? NodeFault.Shape(bytes.Length)
            : !isOurs ? NodeFault.Lie("it has another package")
            : reply.Length < 1 || reply.Length > maxTokens || reply.Total < reply.Length || (uint)reply.Unknown > (uint)reply.Length
                ? NodeFault.Lie("it counts tokens as no text has them")
            : NodeFault.Messages(reply.Message) is { } lie ? lie
            : reply;
    }
}

/// <summary>What a node says behind a step.</summary>
internal static class StepReply
{
    public static byte[] ToBytes(CaseId id, byte round, ReadOnlySpan<float> told)
    {
        var writer = new NodeWriter(NodeForm.ReplyHead + 1 + (told.Length * sizeof(float)));
        NodeForm.WriteReplyHead(ref writer, NodeCode.Ok, id);
        writer.Byte(round);
        writer.Numbers(told);
        return writer.Bytes;
    }

    /// <summary>Messages or parts as they must be, or what is wrong with them.</summary>
    /// <param name="bytes">Of anybody.</param>
    /// <param name="question">That was asked.</param>
    /// <param name="pass">Of the model.</param>
    /// <param name="length">Tokens that the node has read.</param>
    public static NodeCheck<float[]> Of(ReadOnlySpan<byte> bytes, StepQuestion question, INodePass pass, int length)
    {
        var scanner = new NodeScanner(bytes);
        if (NodeFault.Head(ref scanner, question.Case) is { } fault)
        {
            return fault;
        }

        bool isOfRound = scanner.Byte() == question.Round;
        float[] told = scanner.Numbers<float>(scanner.Left / sizeof(float));
        int width = question.ReadOut ? pass.Evidence.Length : pass.MessageWidth;
        return !scanner.IsWhole || told.Length != question.Variants * width ? NodeFault.Shape(bytes.Length)
            : !isOfRound ? NodeFault.Lie("it replies to another round")
            : (question.ReadOut ? NodeFault.Parts(told, pass.Evidence, length) : NodeFault.Messages(told)) is { } lie ? lie
            : told;
    }
}

/// <summary>Shares of tokens and, of a text that only the node has, what the tokens are.</summary>
/// <param name="Shares">[T,C].</param>
/// <param name="Tokens">Of a text that was named; else empty.</param>
internal sealed record TokensReply(float[] Shares, IReadOnlyList<NodeToken> Tokens)
{
    private const int TokenNumbers = (3 * sizeof(int)) + 1;

    public byte[] ToBytes(CaseId id)
    {
        byte[][] texts = [.. Tokens.Select(token => Encoding.UTF8.GetBytes(token.Text))];
        int body = (Shares.Length * sizeof(float)) + (texts.Length * TokenNumbers) + texts.Sum(text => text.Length);
        var writer = new NodeWriter(NodeForm.ReplyHead + body);
        NodeForm.WriteReplyHead(ref writer, NodeCode.Ok, id);
        writer.Numbers<float>(Shares);
        for (int i = 0; i < texts.Length; i++)
        {
            writer.Int(Tokens[i].Start);
            writer.Int(Tokens[i].End);
            writer.Byte(Tokens[i].IsUnknown ? (byte)1 : (byte)0);
            writer.Int(texts[i].Length);
            writer.Raw(texts[i]);
        }

        return writer.Bytes;
    }

    /// <summary>A reply as it must be, or what is wrong with it.</summary>
    /// <param name="bytes">Of anybody.</param>
    /// <param name="id">Of whom.</param>
    /// <param name="isNamed">Whether the node alone has the text.</param>
    /// <param name="length">Tokens that the node has read.</param>
    /// <param name="share">Of the source, [C], which its tokens' shares sum to.</param>
    public static NodeCheck<TokensReply> Of(ReadOnlySpan<byte> bytes, CaseId id, bool isNamed, int length, ReadOnlySpan<float> share)
    {
        var scanner = new NodeScanner(bytes);
        if (NodeFault.Head(ref scanner, id) is { } fault)
        {
            return fault;
        }

        float[] shares = scanner.Numbers<float>(length * share.Length);
        var tokens = new NodeToken[isNamed ? length : 0];
        for (int i = 0; i < tokens.Length; i++)
        {
            var (start, end, isUnknown) = (scanner.Int(), scanner.Int(), scanner.Byte() == 1);
            tokens[i] = new NodeToken(Encoding.UTF8.GetString(scanner.Raw(scanner.Int())), start, end, isUnknown);
        }

        if (!scanner.IsWhole)
        {
            return NodeFault.Shape(bytes.Length);
        }

        for (int label = 0; label < share.Length; label++)
        {
            double sum = 0, size = 1;
            for (int token = label; token < shares.Length; token += share.Length)
            {
                sum += shares[token];
                size += Math.Abs(shares[token]);
            }

            if (!(Math.Abs(sum - share[label]) <= NodeFault.Near * size))
            {
                return NodeFault.Lie("its tokens' shares are not its share");
            }
        }

        return new TokensReply(shares, tokens);
    }
}

/// <summary>A token of a text that only its node has.</summary>
/// <param name="Text">Its surface form.</param>
/// <param name="Start">First UTF-16 code unit.</param>
/// <param name="End">The code unit after the last.</param>
/// <param name="IsUnknown">Whether the model reads it as the unknown word.</param>
public sealed record NodeToken(string Text, int Start, int End, bool IsUnknown);
