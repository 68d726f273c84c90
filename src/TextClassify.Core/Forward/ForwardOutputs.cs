namespace TextClassify.Forward;

/// <summary>The parts of a forward pass a caller asks for; only these leave the runtime. Logits always come.</summary>
[Flags]
public enum ForwardOutputs
{
    Logits = 0,

    /// <summary>e[t,c]: the exact share of token t in logit c (after Lyu and Liu 2020; the logits are bias plus the sum over t).</summary>
    Evidence = 1,

    /// <summary>A[r,t]: the CNN's word weights, one row an aspect, each row sums to 1.</summary>
    WordWeights = 2,

    /// <summary>f_t: forward states.</summary>
    ForwardStates = 4,

    /// <summary>b_t: backward states.</summary>
    BackwardStates = 8,

    /// <summary>v_t: word representations after the neural tensor layer.</summary>
    WordStates = 16,

    /// <summary>The output layer applied to each v_t alone: bias + sum_r W_r v_t.</summary>
    LocalLogits = 32,

    /// <summary>The composed zones that the gates of both directions were made of; aspect models alone.</summary>
    Zones = 64,

    /// <summary>Which tokens are aspects; aspect models alone.</summary>
    Tags = 128,
}
