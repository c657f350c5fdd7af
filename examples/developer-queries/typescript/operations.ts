/** Internal type. DO NOT USE DIRECTLY. */
type Exact<T extends { [key: string]: unknown }> = { [K in keyof T]: T[K] };
/** Internal type. DO NOT USE DIRECTLY. */
export type Incremental<T> = T | { [P in keyof T]?: P extends ' $fragmentName' | '__typename' ? T[P] : never };
import type { DocumentTypeDecoration } from '@graphql-typed-document-node/core';
/** One answer. */
export type AnswerInput = {
  /** Key of the element, for example `waktu`; never its number, which differs between systems. */
  readonly element: string;
  /** 1 (worst) to 4 (best). */
  readonly score: number;
};

/** Whether units can be compared. */
export type BoardState =
  /** Shown. */
  | 'PUBLISHED'
  /** Fewer than three units with 30 ratings: no rows, no average. */
  | 'TOO_FEW_UNITS';

/** What a citizen wants to say. */
export type FeedbackKind =
  /** Aspirasi. */
  | 'ASPIRATION'
  /** Pengaduan. */
  | 'COMPLAINT'
  /** Permintaan informasi. */
  | 'INFORMATION_REQUEST'
  /** A rating of the service (survei kepuasan). */
  | 'RATING';

/** Whether a figure is shown, and if not, why. */
export type FigureState =
  /** Nobody has rated in this period. */
  | 'NO_RATINGS'
  /** A group that is too small would follow from it by subtraction. */
  | 'PROTECTS_OTHERS'
  /** Shown. */
  | 'PUBLISHED'
  /** One to nine ratings, or, while the period is open, fewer than ten since it began. */
  | 'TOO_FEW_RATINGS'
  /** Fewer than three civil servants, or their number is unknown: it would be a figure about a person. */
  | 'TOO_FEW_STAFF'
  /** People are looking at the ratings after an alarm. */
  | 'UNDER_REVIEW';

/** All optional; codes of the questionnaire's respondent profile. */
export type RespondentInput = {
  /** Kelompok umur. */
  readonly ageBand?: string | null | undefined;
  /** Pendidikan terakhir. */
  readonly education?: string | null | undefined;
  /** Pekerjaan utama. */
  readonly occupation?: string | null | undefined;
  /** Jenis kelamin. */
  readonly sex?: string | null | undefined;
};

/** Mutu pelayanan (PermenPANRB 14/2017), from the index rounded to two decimals. */
export type ServiceGrade =
  /** Sangat Baik: 88.31 to 100.00. */
  | 'A'
  /** Baik: 76.61 to 88.30. */
  | 'B'
  /** Kurang Baik: 65.00 to 76.60. */
  | 'C'
  /** Tidak Baik: 25.00 to 64.99. */
  | 'D';

/** What a citizen sends. */
export type SubmitFeedbackInput = {
  /** At least one of: answers, comment. */
  readonly answers?: ReadonlyArray<AnswerInput> | null | undefined;
  /** Free words, at most 1,000 characters. */
  readonly comment?: string | null | undefined;
  /** Signed token of a registered kiosk or device: its answers are limited by the device instead of by their network. */
  readonly deviceToken?: string | null | undefined;
  /** A rating by default. */
  readonly kind?: FeedbackKind | null | undefined;
  /** Counter or room as printed on the poster, 1 to 40 characters on one line; that of a registered device is known. How it was sent, no part of the content. */
  readonly place?: string | null | undefined;
  /** Solved challenge, when one was asked for. */
  readonly proof?: string | null | undefined;
  /** Version of the questionnaire that was answered; must be the one that the service uses. */
  readonly questionnaireVersion: number;
  /** Optional facts about the respondent. */
  readonly respondent?: RespondentInput | null | undefined;
  /** Id of the service that the feedback is about. */
  readonly serviceId: string;
  /** Public key of the embedding site; without it the rating counts as unverified. */
  readonly siteKey?: string | null | undefined;
  /** Made by the client before the first attempt (UUID). The same key and content always give the same receipt. */
  readonly submissionKey: string;
  /** When the citizen pressed send, if the answer waited on the device. Believed when at most seven days ago and that month is not closed. */
  readonly submittedAt?: string | null | undefined;
  /** One-time code from the queue ticket, of this service, on the day of the visit or within a week: makes the rating a verified one. */
  readonly visitCode?: string | null | undefined;
};

/** Why a unit has no place on the board. */
export type WithheldReason =
  /** A group that is too small would follow from its figure by subtraction. */
  | 'PROTECTS_OTHERS'
  /** Its ratings are known only as a recap: an official figure, but no place. */
  | 'RECAP_ONLY'
  /** Fewer than ten ratings. */
  | 'TOO_FEW_RATINGS'
  /** Fewer than three civil servants, or their number is unknown. */
  | 'TOO_FEW_STAFF'
  /** People are looking at its ratings after an alarm. */
  | 'UNDER_REVIEW';

export type BoardQueryVariables = Exact<{
  region?: string;
  kind?: string;
  period?: string | null | undefined;
}>;


export type BoardQuery = { readonly tenant: { readonly name: string, readonly unitLeaderboard: { readonly periodLabel: string, readonly state: BoardState, readonly average: number | null, readonly explanation: string, readonly sampleData: boolean, readonly rows: ReadonlyArray<{ readonly bandLabel: string, readonly index: number, readonly grade: ServiceGrade, readonly ratings: number, readonly fairScore: number, readonly unit: { readonly name: string }, readonly interval: { readonly lower: number, readonly upper: number } }>, readonly withheld: ReadonlyArray<{ readonly reason: WithheldReason, readonly explanation: string, readonly unit: { readonly name: string } }> } } | null };

export type EmbedQueryVariables = Exact<{
  region?: string;
  after?: string | null | undefined;
}>;


export type EmbedQuery = { readonly tenant: { readonly name: string, readonly units: { readonly edges: ReadonlyArray<{ readonly node: { readonly name: string, readonly services: ReadonlyArray<{ readonly id: string, readonly name: string }> } }>, readonly pageInfo: { readonly hasNextPage: boolean, readonly endCursor: string | null } } } | null };

export type QuarterQueryVariables = Exact<{
  region?: string;
  period?: string | null | undefined;
  after?: string | null | undefined;
}>;


export type QuarterQuery = { readonly tenant: { readonly name: string, readonly units: { readonly totalCount: number, readonly edges: ReadonlyArray<{ readonly node: { readonly id: string, readonly name: string, readonly kind: string, readonly satisfactionIndex: { readonly period: string, readonly state: FigureState, readonly version: number, readonly value: number | null, readonly grade: ServiceGrade | null, readonly ratings: number | null, readonly sampleTarget: number | null, readonly unusualRatings: boolean, readonly derivation: string } } }>, readonly pageInfo: { readonly hasNextPage: boolean, readonly endCursor: string | null } } } | null };

export type QuestionsQueryVariables = Exact<{
  service: string;
  lang?: string | null | undefined;
}>;


export type QuestionsQuery = { readonly service: { readonly name: string, readonly questionnaire: { readonly version: number, readonly elements: ReadonlyArray<{ readonly key: string, readonly question: string, readonly required: boolean, readonly answers: ReadonlyArray<{ readonly score: number, readonly label: string }> }> } } | null };

export type RateMutationVariables = Exact<{
  input: SubmitFeedbackInput;
}>;


export type RateMutation = { readonly submitFeedback:
    | { readonly __typename: 'InvalidInput', readonly message: string, readonly issues: ReadonlyArray<{ readonly path: string, readonly message: string }> }
    | { readonly __typename: 'KeyReused', readonly message: string }
    | { readonly __typename: 'SubmitFeedbackSuccess', readonly replayed: boolean, readonly receipt: { readonly code: string, readonly receivedAt: string } }
    | { readonly __typename: 'TooManyRequests', readonly message: string, readonly retryAfterSeconds: number, readonly challengeRequired: boolean }
   };

export class TypedDocumentString<TResult, TVariables>
  extends String
  implements DocumentTypeDecoration<TResult, TVariables>
{
  __apiType?: NonNullable<DocumentTypeDecoration<TResult, TVariables>['__apiType']>;
  private value: string;
  public __meta__?: Record<string, any> | undefined;

  constructor(value: string, __meta__?: Record<string, any> | undefined) {
    super(value);
    this.value = value;
    this.__meta__ = __meta__;
  }

  override toString(): string & DocumentTypeDecoration<TResult, TVariables> {
    return this.value;
  }
}

export const BoardDocument = new TypedDocumentString(`
    query Board($region: String! = "32.73", $kind: String! = "puskesmas", $period: Period) {
  tenant(code: $region) {
    name
    unitLeaderboard(kind: $kind, period: $period) {
      periodLabel
      state
      average
      explanation
      sampleData
      rows {
        unit {
          name
        }
        bandLabel
        index
        grade
        ratings
        fairScore
        interval {
          lower
          upper
        }
      }
      withheld {
        unit {
          name
        }
        reason
        explanation
      }
    }
  }
}
    `) as unknown as TypedDocumentString<BoardQuery, BoardQueryVariables>;
export const EmbedDocument = new TypedDocumentString(`
    query Embed($region: String! = "32.73", $after: String) {
  tenant(code: $region) {
    name
    units(first: 20, after: $after) {
      edges {
        node {
          name
          services {
            id
            name
          }
        }
      }
      pageInfo {
        hasNextPage
        endCursor
      }
    }
  }
}
    `) as unknown as TypedDocumentString<EmbedQuery, EmbedQueryVariables>;
export const QuarterDocument = new TypedDocumentString(`
    query Quarter($region: String! = "32.73", $period: Period, $after: String) {
  tenant(code: $region) {
    name
    units(first: 20, after: $after) {
      totalCount
      edges {
        node {
          id
          name
          kind
          satisfactionIndex(period: $period) {
            period
            state
            version
            value
            grade
            ratings
            sampleTarget
            unusualRatings
            derivation
          }
        }
      }
      pageInfo {
        hasNextPage
        endCursor
      }
    }
  }
}
    `) as unknown as TypedDocumentString<QuarterQuery, QuarterQueryVariables>;
export const QuestionsDocument = new TypedDocumentString(`
    query Questions($service: ID!, $lang: String) {
  service(id: $service) {
    name
    questionnaire {
      version
      elements(lang: $lang) {
        key
        question
        required
        answers {
          score
          label
        }
      }
    }
  }
}
    `) as unknown as TypedDocumentString<QuestionsQuery, QuestionsQueryVariables>;
export const RateDocument = new TypedDocumentString(`
    mutation Rate($input: SubmitFeedbackInput!) {
  submitFeedback(input: $input) {
    __typename
    ... on SubmitFeedbackSuccess {
      replayed
      receipt {
        code
        receivedAt
      }
    }
    ... on InvalidInput {
      message
      issues {
        path
        message
      }
    }
    ... on KeyReused {
      message
    }
    ... on TooManyRequests {
      message
      retryAfterSeconds
      challengeRequired
    }
  }
}
    `) as unknown as TypedDocumentString<RateMutation, RateMutationVariables>;